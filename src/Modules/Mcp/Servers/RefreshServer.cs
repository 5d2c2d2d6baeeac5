using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Mcp.Client;
using SmartAI.Mcp.Data;
using SmartAI.Mcp.Tools;
using SmartAI.Platform.Operations;

namespace SmartAI.Mcp.Servers;

/// <summary>Reads a server's tools anew. What is new is off, what changed has to be allowed again, what is gone is forgotten.</summary>
internal static class RefreshServer
{
    /// <param name="Tools">As many as it has now.</param>
    /// <param name="Changed">Those of them that had been allowed and are not what was allowed any more.</param>
    /// <param name="Ignored">Those that cannot be used: a name or a size out of bounds, or one too many.</param>
    internal sealed record RefreshResponse(int Tools, int Changed, int Ignored);

    internal static void Map(RouteGroupBuilder servers) =>
        servers
            .MapPost("/{id:guid}/refresh", HandleAsync)
            .Operation(
                "mcp.servers.refresh",
                "Read the tools of an outside MCP server",
                "It is also how one finds out whether the server answers."
            )
            .Requires(McpPermissions.ManageServers)
            .Addresses(McpAudit.Server)
            .Fails([McpErrors.ServerNotFound, .. ServerClient.Errors])
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<Ok<RefreshResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        McpDb db,
        ServerClient client,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var server = await db.Servers.SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (server is null)
            return McpErrors.ServerNotFound.ToProblem();
        var (offered, failure) = await client.ListAsync(server, cancel);
        if (offered is null)
            return failure!.ToProblem();

        var known = await db.Tools.Where(t => t.ServerId == id).ToDictionaryAsync(t => t.Name, StringComparer.Ordinal, cancel);
        var changed = 0;
        foreach (var tool in offered.Usable)
        {
            if (known.Remove(tool.Name, out var kept))
            {
                changed += kept.AllowedHash is not null && kept.AllowedHash != tool.Hash ? 1 : 0;
                kept.Take(tool);
            }
            else
            {
                db.Add(OutsideTool.Of(server.Id, tool, clock));
            }
        }

        db.RemoveRange(known.Values);
        server.ReadAt = clock.GetUtcNow();
        db.Audit(McpAudit.ServerRefreshed, server.Id, server.Name);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(new RefreshResponse(offered.Usable.Count, changed, offered.Ignored));
    }
}
