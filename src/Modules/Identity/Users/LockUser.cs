using System.ComponentModel.DataAnnotations;
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

/// <summary>Locks an account: its sessions end at once on every node, its tokens stop, and its open pages are told why.</summary>
internal static class LockUser
{
    internal sealed record Request([property: StringLength(500)] string? Reason);

    internal static void Map(RouteGroupBuilder users) =>
        users
            .MapPost("/{id:guid}/lock", HandleAsync)
            .Operation(
                "identity.users.lock",
                "Lock an account",
                "Ends the person's sessions and stops their tokens until the account is unlocked."
            )
            .Requires(IdentityPermissions.LockUsers)
            .Addresses(IdentityAudit.User)
            .Fails(
                IdentityErrors.UserNotFound,
                IdentityErrors.UserAlreadyLocked,
                IdentityErrors.CannotActOnSelf,
                IdentityErrors.RightsExceeded,
                IdentityErrors.LastAdministrator,
                PlatformErrors.Stale
            )
            .AsTool(ToolUse.AfterApproval);

    private static Task<Results<Ok<PersonDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request? request,
        IfMatch ifMatch,
        Caller caller,
        HttpResponse response,
        IdentityDb db,
        StatusChange status,
        TimeProvider clock,
        CancellationToken cancel
    ) =>
        status.ShutOutAsync(
            new StatusCall(id, ifMatch, caller, response),
            IdentityAudit.Locked,
            user => user.Status == UserStatus.Locked ? IdentityErrors.UserAlreadyLocked : null,
            user =>
            {
                user.Lock(request?.Reason, clock.GetUtcNow());
                db.RaiseNotification(IdentityNotifications.Locked, NotificationTo.Person(user.Id), null, ("time", clock.GetUtcNow()));
            },
            "locked",
            cancel
        );
}
