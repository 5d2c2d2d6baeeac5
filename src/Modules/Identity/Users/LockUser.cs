using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Identity.Data;
using SmartAI.Identity.Sessions;
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
            .Fails(
                IdentityErrors.UserNotFound,
                IdentityErrors.UserAlreadyLocked,
                IdentityErrors.CannotActOnSelf,
                IdentityErrors.RightsExceeded,
                IdentityErrors.LastAdministrator,
                PlatformErrors.Stale
            )
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<Ok<PersonDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request? request,
        IfMatch ifMatch,
        Caller caller,
        HttpResponse response,
        IdentityDb db,
        Reach reach,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var (user, refused) = await reach.TakeAsync(id, caller, cancel);
        if (user is null)
            return refused!;
        if (ifMatch.RefusesIfSent(user.Version, () => PersonDetail.Of(user)) is { } stale)
            return stale;
        if (user.Id == caller.UserId)
            return IdentityErrors.CannotActOnSelf.ToProblem();
        if (user.Status == UserStatus.Locked)
            return IdentityErrors.UserAlreadyLocked.ToProblem();
        if (await reach.IsLastAdministratorAsync(user, cancel))
            return IdentityErrors.LastAdministrator.ToProblem();

        user.Lock(request?.Reason, clock.GetUtcNow());
        db.Audit(IdentityAudit.Locked, user.Id, user.DisplayName);
        db.RaiseNotification(IdentityNotifications.Locked, NotificationTo.Person(user.Id), null, ("time", clock.GetUtcNow()));
        await db.EndSessionsAsync(user.Id, _ => true, "locked", cancel);
        await db.SaveChangesAsync(cancel);
        response.Set(user.Version);
        return TypedResults.Ok(PersonDetail.Of(user));
    }
}
