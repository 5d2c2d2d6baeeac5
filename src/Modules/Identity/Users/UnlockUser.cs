using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Identity.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Users;

/// <summary>Unlocks an account.</summary>
internal static class UnlockUser
{
    internal static void Map(RouteGroupBuilder users) =>
        users
            .MapPost("/{id:guid}/unlock", HandleAsync)
            .Operation("identity.users.unlock", "Unlock an account", "The person can sign in again; ended sessions stay ended.")
            .Requires(IdentityPermissions.LockUsers)
            .Addresses(IdentityAudit.User)
            .Fails(IdentityErrors.UserNotFound, IdentityErrors.UserNotLocked, IdentityErrors.RightsExceeded, PlatformErrors.Stale)
            .AsTool(ToolUse.AfterApproval);

    private static Task<Results<Ok<PersonDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        Caller caller,
        HttpResponse response,
        IdentityDb db,
        StatusChange status,
        TimeProvider clock,
        CancellationToken cancel
    ) =>
        status.LetInAsync(
            new StatusCall(id, ifMatch, caller, response),
            IdentityAudit.Unlocked,
            user => user.Status != UserStatus.Locked ? IdentityErrors.UserNotLocked : null,
            user =>
            {
                user.Unlock();
                db.RaiseNotification(
                    IdentityNotifications.Unlocked,
                    NotificationTo.Person(user.Id),
                    "/sign-in",
                    ("time", clock.GetUtcNow())
                );
            },
            cancel
        );
}
