using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Identity.Data;
using SmartAI.Platform.Http;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Roles;

/// <summary>Lists roles and permissions, and reads one role.</summary>
internal static class ReadRoles
{
    private static readonly ListOf<Role, RoleView> Roles = ListOf<Role, RoleView>
        .By(
            r => r.Id,
            r => new RoleView(r.Id, r.Name, r.Description, r.Permissions, r.IsBuiltIn, IdentityDb.MembersOf(r.Name), r.CreatedAt)
        )
        .Sort("createdAt", r => r.CreatedAt)
        .Sort("name", r => r.Name);

    internal static void Map(RouteGroupBuilder roles, RouteGroupBuilder permissions)
    {
        roles
            .MapGet("/", (ListRequest list, IdentityDb db, CancellationToken cancel) => Roles.AnswerAsync(list, db, cancel))
            .Operation("identity.roles.list", "List roles")
            .Requires(IdentityPermissions.ReadRoles)
            .AnswersList(Roles)
            .AsTool(ToolUse.Read);
        roles
            .MapGet("/{id:guid}", GetAsync)
            .Operation("identity.roles.get", "Read one role")
            .Requires(IdentityPermissions.ReadRoles)
            .Addresses(IdentityAudit.Role)
            .Fails(IdentityErrors.RoleNotFound)
            .AsTool(ToolUse.Read);
        permissions
            .MapGet("/", ListPermissions)
            .Operation("identity.permissions.list", "List the permissions that modules declare")
            .Requires(IdentityPermissions.ReadRoles)
            .AsTool(ToolUse.Read);
    }

    private static async Task<Results<Ok<RoleView>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        RoleReader reader,
        CancellationToken cancel
    )
    {
        if (await reader.FindAsync(id, cancel) is not var (role, version))
            return IdentityErrors.RoleNotFound.ToProblem();
        response.Set(version);
        return TypedResults.Ok(role);
    }

    private static Ok<Page<PermissionView>> ListPermissions(ModuleCatalog modules) =>
        TypedResults.Ok(
            new Page<PermissionView>(
                [.. modules.Modules.SelectMany(m => m.Permissions.Select(p => new PermissionView(p.Name, m.Name, p.Description)))],
                null,
                null
            )
        );
}
