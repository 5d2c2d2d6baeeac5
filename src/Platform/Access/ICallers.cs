namespace SmartAI.Platform.Access;

/// <summary>Who a person is right now, where no credential of theirs stands behind the call. Identity knows.</summary>
public interface ICallers
{
    /// <summary>The person with the permissions of now; null for whoever could not sign in: locked, deactivated, deleted, never there.</summary>
    Task<Caller?> FindAsync(Guid userId, Face face, CancellationToken cancel);

    /// <summary>Calls back when a person may have changed, on any node; with null where it may be anybody. It is a hint: ask whether it is so.</summary>
    IDisposable OnChange(Action<Guid?> changed);

    /// <summary>The names of all roles.</summary>
    Task<IReadOnlyList<string>> RolesAsync(CancellationToken cancel);
}
