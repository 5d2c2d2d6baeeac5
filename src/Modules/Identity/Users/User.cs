using SmartAI.Platform.Audit;

namespace SmartAI.Identity.Users;

/// <summary>A person with an account. The row holds what is edited; when they were last seen is kept apart, so that an ETag lasts.</summary>
[Audited]
internal sealed class User
{
    internal const int MaxName = 100;

    /// <summary>One line with something to see in it, and nothing that turns the writing of what stands beside it around.</summary>
    internal const string NamePattern = @"^[^\u202A-\u202E\u2066-\u2069\n\r]*[\p{L}\p{N}\p{P}\p{S}][^\u202A-\u202E\u2066-\u2069\n\r]*$";
    internal const int MaxEmail = 254; // RFC 5321, section 4.5.3.1.3, less the angle brackets

    public required Guid Id { get; init; }

    [AuditMasked]
    public required string Email { get; init; }

    /// <summary>What uniqueness and look-ups go by: letter case does not tell two people apart.</summary>
    [AuditIgnored]
    public required string NormalizedEmail { get; init; }

    [AuditMasked]
    public required string DisplayName { get; set; }
    public required UserStatus Status { get; set; }

    [AuditMasked]
    public string? PasswordHash { get; set; }

    /// <summary>The names of the person's roles; a role that is renamed or deleted changes them in the same transaction.</summary>
    public string[] Roles { get; set; } = [];
    public string? LockReason { get; set; }

    [AuditIgnored]
    public DateTimeOffset? LockedAt { get; set; }
    public Language Language { get; set; } = Language.En;
    public string TimeZone { get; set; } = "UTC";
    public Theme Theme { get; set; } = Theme.System;
    public Density Density { get; set; } = Density.Comfortable;

    [AuditIgnored]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>True for the people that <c>smartai demo</c> made up and takes out again.</summary>
    [AuditIgnored]
    public bool IsDemo { get; init; }

    /// <summary>Name and address in one, computed by the database for search.</summary>
    [AuditIgnored]
    public string SearchText { get; private set; } = "";
    public uint Version { get; private set; }
    public UserActivity Activity { get; init; } = new();

    internal static string Normalize(string email) => email.Trim().ToUpperInvariant();

    internal void Lock(string? reason, DateTimeOffset now) => (Status, LockReason, LockedAt) = (UserStatus.Locked, reason, now);

    internal void Unlock() => (Status, LockReason, LockedAt) = (UserStatus.Active, null, null);
}

/// <summary>When a person was last seen, written at most once a minute.</summary>
internal sealed class UserActivity
{
    public Guid UserId { get; init; }
    public DateTimeOffset? LastSeenAt { get; set; }
}

internal enum UserStatus
{
    Invited,
    Unverified,
    Active,
    Locked,
    Deactivated,
}

/// <summary>The languages that people read this platform in, as ISO 639-1 codes.</summary>
internal enum Language
{
    En,
    Es,
    Fr,
}

internal enum Theme
{
    System,
    Light,
    Dark,
}

internal enum Density
{
    Comfortable,
    Compact,
}
