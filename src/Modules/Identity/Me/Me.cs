using SmartAI.Identity.Users;

namespace SmartAI.Identity.Me;

/// <summary>A person's own account, as they see it.</summary>
internal sealed record Me(
    Guid Id,
    string Email,
    string DisplayName,
    UserStatus Status,
    string[] Roles,
    Language Language,
    string TimeZone,
    Theme Theme,
    Density Density,
    DateTimeOffset CreatedAt
)
{
    internal static Me Of(User user) =>
        new(
            user.Id,
            user.Email,
            user.DisplayName,
            user.Status,
            user.Roles,
            user.Language,
            user.TimeZone,
            user.Theme,
            user.Density,
            user.CreatedAt
        );
}
