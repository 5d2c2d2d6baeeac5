using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SmartAI.Identity.Data;
using SmartAI.Platform;
using SmartAI.Platform.Access;
using SmartAI.Platform.Http;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Roles;

/// <summary>Creates a role.</summary>
internal static class CreateRole
{
    internal sealed record Request(
        [property: StringLength(50, MinimumLength = 1), RegularExpression(@"[\p{L}\p{N}][\p{L}\p{N} _.-]*")] string Name,
        [property: StringLength(500)] string? Description,
        [property: Length(0, 500)] string[] Permissions
    );

    internal static void Map(RouteGroupBuilder roles) =>
        roles
            .MapPost("/", HandleAsync)
            .Operation("identity.roles.create", "Create a role")
            .Requires(IdentityPermissions.UpdateRoles)
            .Fails(IdentityErrors.RoleNameTaken, IdentityErrors.UnknownPermission, IdentityErrors.RightsExceeded)
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<Created<RoleView>, ProblemHttpResult>> HandleAsync(
        Request request,
        Caller caller,
        HttpResponse response,
        IdentityDb db,
        ModuleCatalog modules,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (RoleRules.Refuses(request.Permissions, caller, modules) is { } refused)
            return refused;
        var role = new Role
        {
            Id = Ids.New(clock),
            Name = request.Name.Trim(),
            Description = request.Description ?? "",
            Permissions = RoleRules.Normalized(request.Permissions),
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(role);
        db.Audit(IdentityAudit.RoleCreated, role.Id, role.Name);
        try
        {
            // The index itself says whether the name is taken: a look before would be one round trip more, and two looks at once would find nothing.
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return IdentityErrors.RoleNameTaken.ToProblem();
        }

        response.Set(role.Version);
        return TypedResults.Created(
            $"/api/v1/roles/{role.Id}",
            new RoleView(role.Id, role.Name, role.Description, role.Permissions, false, 0, role.CreatedAt)
        );
    }
}
