namespace SmartAI.Identity.Users;

/// <summary>A person in a list.</summary>
internal sealed record Person(
    Guid Id,
    string Email,
    string DisplayName,
    UserStatus Status,
    string[] Roles,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSeenAt
);

/// <summary>A person on their own page.</summary>
internal sealed record PersonDetail(
    Guid Id,
    string Email,
    string DisplayName,
    UserStatus Status,
    string[] Roles,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSeenAt,
    string? LockReason,
    DateTimeOffset? LockedAt,
    Language Language,
    string TimeZone
)
{
    internal static PersonDetail Of(User user) =>
        new(
            user.Id,
            user.Email,
            user.DisplayName,
            user.Status,
            user.Roles,
            user.CreatedAt,
            user.Activity.LastSeenAt,
            user.LockReason,
            user.LockedAt,
            user.Language,
            user.TimeZone
        );
}
