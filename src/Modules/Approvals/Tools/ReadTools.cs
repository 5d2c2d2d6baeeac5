using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Approvals.Data;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Approvals.Tools;

/// <summary>Shows what programs and the assistant may do, tool by tool.</summary>
internal static class ReadTools
{
    /// <summary>By name, with the roles that rules may name. There are as many as the build has, so they are not paged.</summary>
    internal sealed record ToolList(IReadOnlyList<ToolPolicyView> Items, IReadOnlyList<string> KnownRoles);

    internal static void Map(RouteGroupBuilder tools)
    {
        tools
            .MapGet("/", ListAsync)
            .Operation(
                "approvals.tools.list",
                "List tools and their policies",
                "Every tool of MCP clients and the assistant, and whether it is forbidden, asks or is allowed."
            )
            .Requires(ApprovalPermissions.ReadTools)
            .AsTool(ToolUse.Read);
        tools
            .MapGet("/{name}", GetAsync)
            .Operation("approvals.tools.get", "Read one tool's policy")
            .Requires(ApprovalPermissions.ReadTools)
            .Addresses(ApprovalAudit.Tool, "name")
            .Fails(PlatformErrors.UnknownTool)
            .AsTool(ToolUse.Read);
    }

    private static async Task<Ok<ToolList>> ListAsync(
        ApprovalsDb db,
        ToolCatalog catalog,
        Platform.Access.ICallers callers,
        CancellationToken cancel
    )
    {
        var policies = await db.Policies.AsNoTracking().ToDictionaryAsync(p => p.Tool, StringComparer.Ordinal, cancel);
        return TypedResults.Ok(
            new ToolList(
                [.. catalog.All.Select(t => ToolPolicyView.Of(t, policies.GetValueOrDefault(t.Name)))],
                await callers.RolesAsync(cancel)
            )
        );
    }

    private static async Task<Results<Ok<ToolPolicyView>, ProblemHttpResult>> GetAsync(
        string name,
        HttpResponse response,
        ApprovalsDb db,
        ToolCatalog catalog,
        CancellationToken cancel
    )
    {
        if (catalog.Find(name) is not { } tool)
            return PlatformErrors.UnknownTool.ToProblem();
        var policy = await db.Policies.AsNoTracking().SingleOrDefaultAsync(p => p.Tool == name, cancel);
        response.Set(policy?.Version ?? 0);
        return TypedResults.Ok(ToolPolicyView.Of(tool, policy));
    }
}
