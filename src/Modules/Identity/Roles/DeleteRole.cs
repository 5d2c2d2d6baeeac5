using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Sessions;
using SmartAI.Platform.Access;
using SmartAI.Platform.Http;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Roles;

/// <summary>Deletes a role and takes it from everybody who holds it.</summary>
internal static class DeleteRole
{
    internal static void Map(RouteGroupBuilder roles) =>
        roles
            .MapDelete("/{id:guid}", HandleAsync)
            .Operation("identity.roles.delete", "Delete a role", "Everybody who holds it loses what it grants.")
            .Requires(IdentityPermissions.UpdateRoles)
            .Addresses(IdentityAudit.Role)
            .Fails(
                IdentityErrors.RoleNotFound,
                IdentityErrors.RoleBuiltIn,
                IdentityErrors.RightsExceeded,
                Platform.Errors.PlatformErrors.Stale
            )
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        Caller caller,
        IdentityDb db,
        RoleReader reader,
        ModuleCatalog modules,
        OperationContext operation,
        CancellationToken cancel
    )
    {
        var role = await db.Roles.SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (role is null)
            return IdentityErrors.RoleNotFound.ToProblem();
        operation.About(IdentityAudit.Role, role.Id, role.Name);
        var current = (await reader.FindAsync(id, cancel))!.Value.View;
        if (ifMatch.RefusesIfSent(role.Version, () => current) is { } stale)
            return stale;
        if (role.IsBuiltIn)
            return IdentityErrors.RoleBuiltIn.ToProblem();
        if (!RoleRules.Covers(role.Permissions, caller, modules))
            return IdentityErrors.RightsExceeded.ToProblem();

        db.Remove(role);
        db.Audit(IdentityAudit.RoleDeleted, role.Id, role.Name);
        await db.SaveChangesAsync(cancel);
        await db.Database.ExecuteSqlAsync(
            $"update identity.users set roles = array_remove(roles, {role.Name}) where roles @> array[{role.Name}]::text[]",
            cancel
        );
        await db.ForgetCallersAsync(cancel);
        return TypedResults.NoContent();
    }
}
