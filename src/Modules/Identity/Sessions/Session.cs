namespace SmartAI.Identity.Sessions;

/// <summary>A sign-in in one browser. The cookie holds 256 random bits; the row holds their hash only.</summary>
internal sealed class Session
{
    /// <summary>How long a session lasts: 30 days where the person asked to be remembered, else 12 hours.</summary>
    internal static TimeSpan Lifetime(bool remembered) => remembered ? TimeSpan.FromDays(30) : TimeSpan.FromHours(12);

    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required byte[] SecretHash { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset LastSeenAt { get; set; }
    public string? Address { get; init; }
    public string? Client { get; init; }
}

/// <summary>Why a session that is gone has ended, for the browser that comes back with its cookie and missed the news.</summary>
internal sealed class EndedSession
{
    /// <summary>How long a browser may be away and still be told.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public required byte[] SecretHash { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset EndedAt { get; init; }
}
