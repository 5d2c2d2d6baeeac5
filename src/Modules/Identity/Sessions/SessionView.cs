using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Roles;
using SmartAI.Identity.Users;
using SmartAI.Platform.Mail;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Identity.Sessions;

/// <summary>
/// Who is signed in and what they may do. <c>User</c> is null for nobody; then <c>EndedBy</c> says why the session of this browser is over, if it had one:
/// <c>locked</c>, <c>password-changed</c>, <c>ended</c>.
/// </summary>
internal sealed record SessionView(
    SessionUser? User,
    string[] Permissions,
    string? AntiforgeryToken,
    Capabilities Capabilities,
    [property: Example("locked")] string? EndedBy = null
);

/// <summary>The signed-in person, as far as the web app's frame needs them.</summary>
internal sealed record SessionUser(
    Guid Id,
    string Email,
    string DisplayName,
    UserStatus Status,
    string[] Roles,
    Language Language,
    string TimeZone,
    Theme Theme,
    Density Density
);

/// <summary>What this installation offers to somebody who is not signed in.</summary>
internal sealed record Capabilities(bool DevelopmentMailbox, bool RegistrationOpen, bool NeedsSetup);

internal sealed class SessionViews(IdentityDb db, IdentitySettings settings, DevelopmentMailbox mailbox)
{
    internal async Task<SessionView> ForAsync(
        User? user,
        IEnumerable<string> permissions,
        string? antiforgeryToken,
        CancellationToken cancel
    )
    {
        var shown = user is null
            ? null
            : new SessionUser(
                user.Id,
                user.Email,
                user.DisplayName,
                user.Status,
                user.Roles,
                user.Language,
                user.TimeZone,
                user.Theme,
                user.Density
            );
        // Asked for strangers only: while somebody is signed in, somebody has set the installation up.
        var needsSetup = user is null && !await HasAdministratorAsync(db, cancel);
        return new SessionView(
            shown,
            [.. permissions.Order(StringComparer.Ordinal)],
            antiforgeryToken,
            new Capabilities(mailbox.IsOpen, settings.Registration == RegistrationPolicy.Open, needsSetup)
        );
    }

    internal static Task<bool> HasAdministratorAsync(IdentityDb db, CancellationToken cancel) =>
        db.Users.AnyAsync(u => u.Status != UserStatus.Deactivated && new[] { Role.Administrator }.All(r => u.Roles.Contains(r)), cancel);
}
