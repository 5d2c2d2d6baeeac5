using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Users;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Roles;

/// <summary>Says why a person may or may not run an operation.</summary>
internal static class ExplainPermission
{
    internal static void Map(RouteGroupBuilder permissions) =>
        permissions
            .MapGet("/explain", HandleAsync)
            .Operation("identity.permissions.explain", "Explain why a person may or may not run an operation")
            .Requires(IdentityPermissions.ReadRoles)
            .Fails(IdentityErrors.UnknownOperation, IdentityErrors.UserNotFound, PlatformErrors.ValidationFailed)
            .AsTool(ToolUse.Read);

    private static async Task<Results<Ok<Explanation>, ProblemHttpResult>> HandleAsync(
        string operation,
        Guid userId,
        IdentityDb db,
        EndpointDataSource endpoints,
        CancellationToken cancel
    )
    {
        var asked = endpoints.Endpoints.Select(OperationInfo.Of).FirstOrDefault(o => o?.Name.Id == operation);
        if (asked is null)
            return IdentityErrors.UnknownOperation.OnField("/operation");
        var person = await db.Users.Where(u => u.Id == userId).Select(u => new { u.Status, u.Roles }).SingleOrDefaultAsync(cancel);
        if (person is null)
            return IdentityErrors.UserNotFound.ToProblem();

        var permission = asked.Access.Permission;
        string[] grants = permission is null
            ? []
            :
            [
                .. await db
                    .Roles.Where(r => r.Permissions.Contains(permission))
                    .OrderBy(r => r.Name)
                    .Take(500)
                    .Select(r => r.Name)
                    .ToListAsync(cancel),
            ];
        string[] held = [.. grants.Intersect(person.Roles, StringComparer.Ordinal)];
        var reason = asked.Access switch
        {
            { AnonymousBecause: not null } => "anonymous",
            _ when person.Status != UserStatus.Active => StatusReason(person.Status),
            { Self: true } => "self",
            _ => held.Length > 0 ? "granted" : "permission_missing",
        };
        return TypedResults.Ok(new Explanation(operation, permission, reason is "anonymous" or "self" or "granted", reason, grants, held));
    }

    private static string StatusReason(UserStatus status) =>
        status switch
        {
            UserStatus.Locked => IdentityErrors.UserLocked.Code,
            UserStatus.Deactivated => IdentityErrors.UserDeactivated.Code,
            _ => IdentityErrors.EmailUnverified.Code,
        };
}

/// <summary>The rule that decided, and the roles that would grant what it asks for.</summary>
/// <param name="Reason"><c>granted</c>, <c>self</c>, <c>anonymous</c>, <c>permission_missing</c>, or the error code that keeps the person from signing in.</param>
internal sealed record Explanation(string Operation, string? Permission, bool Allowed, string Reason, string[] Roles, string[] HeldRoles);
