using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
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
            .Addresses(IdentityAudit.User)
            .Fails(IdentityErrors.UserNotFound, IdentityErrors.UserNotDeactivated, IdentityErrors.RightsExceeded, PlatformErrors.Stale)
            .AsTool(ToolUse.AfterApproval);

    private static Task<Results<Ok<PersonDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        Caller caller,
        HttpResponse response,
        StatusChange status,
        CancellationToken cancel
    ) =>
        status.LetInAsync(
            new StatusCall(id, ifMatch, caller, response),
            IdentityAudit.Reactivated,
            user => user.Status != UserStatus.Deactivated ? IdentityErrors.UserNotDeactivated : null,
            // Somebody who was invited and never came has no password: only the invitation can make one.
            user => user.Status = user.PasswordHash is null ? UserStatus.Invited : UserStatus.Active,
            cancel
        );
}
