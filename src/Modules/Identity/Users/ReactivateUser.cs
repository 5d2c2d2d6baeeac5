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

/// <summary>Takes a deactivation back.</summary>
internal static class ReactivateUser
{
    internal static void Map(RouteGroupBuilder users) =>
        users
            .MapPost("/{id:guid}/reactivate", HandleAsync)
            .Operation("identity.users.reactivate", "Reactivate an account", "The person can sign in again with what they had.")
            .Requires(IdentityPermissions.DeactivateUsers)
            .Fails(IdentityErrors.UserNotFound, IdentityErrors.UserNotDeactivated, IdentityErrors.RightsExceeded, PlatformErrors.Stale)
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
        if (user.Status != UserStatus.Deactivated)
            return IdentityErrors.UserNotDeactivated.ToProblem();

        // Somebody who was invited and never came has no password: only the invitation can make one.
        user.Status = user.PasswordHash is null ? UserStatus.Invited : UserStatus.Active;
        db.Audit(IdentityAudit.Reactivated, user.Id, user.DisplayName);
        await db.SaveChangesAsync(cancel);
        await db.ForgetCallersAsync(cancel);
        response.Set(user.Version);
        return TypedResults.Ok(PersonDetail.Of(user));
    }
}
