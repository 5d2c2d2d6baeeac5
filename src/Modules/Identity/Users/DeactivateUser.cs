using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Identity.Data;
using SmartAI.Identity.Sessions;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Users;

/// <summary>Deactivates the account of somebody who has left.</summary>
internal static class DeactivateUser
{
    internal static void Map(RouteGroupBuilder users) =>
        users
            .MapPost("/{id:guid}/deactivate", HandleAsync)
            .Operation(
                "identity.users.deactivate",
                "Deactivate an account",
                "For somebody who has left: sessions end and tokens stop, what they made stays."
            )
            .Requires(IdentityPermissions.DeactivateUsers)
            .Fails(
                IdentityErrors.UserNotFound,
                IdentityErrors.UserAlreadyDeactivated,
                IdentityErrors.CannotActOnSelf,
                IdentityErrors.RightsExceeded,
                IdentityErrors.LastAdministrator,
                PlatformErrors.Stale
            )
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<Ok<PersonDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        Caller caller,
        HttpResponse response,
        IdentityDb db,
        Reach reach,
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
        if (user.Status == UserStatus.Deactivated)
            return IdentityErrors.UserAlreadyDeactivated.ToProblem();
        if (await reach.IsLastAdministratorAsync(user, cancel))
            return IdentityErrors.LastAdministrator.ToProblem();

        user.Status = UserStatus.Deactivated;
        db.Audit(IdentityAudit.Deactivated, user.Id, user.DisplayName);
        await db.EndSessionsAsync(user.Id, _ => true, "deactivated", cancel);
        await db.SaveChangesAsync(cancel);
        await db.ForgetCallersAsync(cancel);
        response.Set(user.Version);
        return TypedResults.Ok(PersonDetail.Of(user));
    }
}
