namespace SmartAI.Identity.Contracts;

/// <summary>Who people are, for modules that write to them.</summary>
public interface IPeople
{
    /// <summary>Those of these people who exist, in no order.</summary>
    Task<IReadOnlyList<PersonContact>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel);

    /// <summary>The active people whose roles give a permission, in the order of their ids: at most <paramref name="most"/> after a given one.</summary>
    Task<IReadOnlyList<PersonContact>> HoldersOfAsync(string permission, Guid? after, int most, CancellationToken cancel);
}

/// <summary>How to write to a person.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">As they call themselves.</param>
/// <param name="Email">Their address.</param>
/// <param name="Language">ISO 639-1 code of the language they read.</param>
/// <param name="TimeZone">IANA name of their zone.</param>
/// <param name="HasConfirmedAddress">True if they have shown that the address is theirs, and have not left.</param>
public sealed record PersonContact(Guid Id, string Name, string Email, string Language, string TimeZone, bool HasConfirmedAddress)
{
    /// <inheritdoc/>
    public override string ToString() => Id.ToString();
}
