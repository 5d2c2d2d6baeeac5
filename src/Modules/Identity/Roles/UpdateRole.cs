using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Sessions;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Roles;

/// <summary>Changes a role; everybody who holds it has the new rights from the commit on.</summary>
internal static class UpdateRole
{
    internal sealed record Request(
        [property: StringLength(50, MinimumLength = 1), RegularExpression(@"[\p{L}\p{N}][\p{L}\p{N} _.-]*")] string? Name,
        [property: StringLength(500), Removable] string? Description,
        [property: Length(0, 500)] string[]? Permissions
    );

    internal static void Map(RouteGroupBuilder roles) =>
        roles
            .MapPatch("/{id:guid}", HandleAsync)
            .Operation("identity.roles.update", "Change a role")
            .Requires(IdentityPermissions.UpdateRoles)
            .Addresses(IdentityAudit.Role)
            .Fails(
                IdentityErrors.RoleNotFound,
                IdentityErrors.RoleBuiltIn,
                IdentityErrors.RoleNameTaken,
                IdentityErrors.UnknownPermission,
                IdentityErrors.RightsExceeded,
                PlatformErrors.Stale
            )
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<Ok<RoleView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        IfMatch ifMatch,
        Caller caller,
        HttpResponse response,
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
        if (ifMatch.Refuses(role.Version, () => current) is { } stale)
            return stale;
        if (role.IsBuiltIn)
            return IdentityErrors.RoleBuiltIn.ToProblem();
        // Both what it grants now and what it is to grant: taking a right away from others is also a use of it.
        if (RoleRules.Refuses(request.Permissions ?? [], role, caller, modules) is { } refused)
            return refused;

        var (before, name) = (role.Name, request.Name?.Trim() ?? role.Name);
        if (name != before && await db.Roles.AnyAsync(r => r.Name == name, cancel))
            return IdentityErrors.RoleNameTaken.ToProblem();
        var description = MergePatch.Removes(response.HttpContext, "description") ? "" : request.Description;
        (role.Name, role.Description) = (name, description ?? role.Description);
        if (
            request.Permissions is { } permissions
            && !RoleRules.Normalized(permissions).SequenceEqual(role.Permissions, StringComparer.Ordinal)
        )
            role.Permissions = RoleRules.Normalized(permissions);
        if (db.ChangeTracker.HasChanges())
        {
            db.Audit(IdentityAudit.RoleUpdated, role.Id, role.Name);
            await db.SaveChangesAsync(cancel);
            if (name != before)
                await db.Database.ExecuteSqlAsync(
                    $"update identity.users set roles = array_replace(roles, {before}, {name}) where roles @> array[{before}]::text[]",
                    cancel
                );
            await db.ForgetCallersAsync(cancel);
        }

        response.Set(role.Version);
        return TypedResults.Ok((await reader.FindAsync(id, cancel))!.Value.View);
    }
}
