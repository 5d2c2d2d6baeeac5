namespace SmartAI.Platform.Access;

/// <summary>Who a person is right now, where no credential of theirs stands behind the call. Identity knows.</summary>
public interface ICallers
{
    /// <summary>The person with the permissions of now; null for whoever could not sign in: locked, deactivated, deleted, never there.</summary>
    Task<Caller?> FindAsync(Guid userId, Face face, CancellationToken cancel);

    /// <summary>The names of all roles.</summary>
    Task<IReadOnlyList<string>> RolesAsync(CancellationToken cancel);
}
