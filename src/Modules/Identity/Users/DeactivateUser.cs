using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
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
            .Addresses(IdentityAudit.User)
            .Fails(
                IdentityErrors.UserNotFound,
                IdentityErrors.UserAlreadyDeactivated,
                IdentityErrors.CannotActOnSelf,
                IdentityErrors.RightsExceeded,
                IdentityErrors.LastAdministrator,
                PlatformErrors.Stale
            )
            .AsTool(ToolUse.AfterApproval);

    private static Task<Results<Ok<PersonDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        Caller caller,
        HttpResponse response,
        StatusChange status,
        CancellationToken cancel
    ) =>
        status.ShutOutAsync(
            new StatusCall(id, ifMatch, caller, response),
            IdentityAudit.Deactivated,
            user => user.Status == UserStatus.Deactivated ? IdentityErrors.UserAlreadyDeactivated : null,
            user => user.Status = UserStatus.Deactivated,
            "deactivated",
            cancel
        );
}
