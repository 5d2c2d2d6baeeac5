namespace SmartAI.Identity.Account;

/// <summary>A link that works once: 256 random bits of which the row holds the hash, deleted by the POST that uses it.</summary>
internal sealed class OneTimeLink
{
    public required Guid Id { get; init; }

    /// <summary>Null for the set-up link, which belongs to nobody yet.</summary>
    public Guid? UserId { get; init; }
    public required LinkPurpose Purpose { get; init; }
    public required byte[] SecretHash { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    internal static TimeSpan Lifetime(LinkPurpose purpose) =>
        purpose switch
        {
            LinkPurpose.Verification => TimeSpan.FromDays(2),
            LinkPurpose.PasswordReset => TimeSpan.FromHours(1),
            LinkPurpose.Invitation => TimeSpan.FromDays(7),
            _ => TimeSpan.FromDays(1),
        };
}

internal enum LinkPurpose
{
    Verification,
    PasswordReset,
    Invitation,
    Setup,
}
