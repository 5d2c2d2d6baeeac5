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

/// <summary>Unlocks an account.</summary>
internal static class UnlockUser
{
    internal static void Map(RouteGroupBuilder users) =>
        users
            .MapPost("/{id:guid}/unlock", HandleAsync)
            .Operation("identity.users.unlock", "Unlock an account", "The person can sign in again; ended sessions stay ended.")
            .Requires(IdentityPermissions.LockUsers)
            .Fails(IdentityErrors.UserNotFound, IdentityErrors.UserNotLocked, IdentityErrors.RightsExceeded, PlatformErrors.Stale)
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<Ok<PersonDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
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
        if (user.Status != UserStatus.Locked)
            return IdentityErrors.UserNotLocked.ToProblem();

        user.Unlock();
        db.Audit(IdentityAudit.Unlocked, user.Id, user.DisplayName);
        db.RaiseNotification(IdentityNotifications.Unlocked, NotificationTo.Person(user.Id), "/sign-in", ("time", clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        await db.ForgetCallersAsync(cancel);
        response.Set(user.Version);
        return TypedResults.Ok(PersonDetail.Of(user));
    }
}
