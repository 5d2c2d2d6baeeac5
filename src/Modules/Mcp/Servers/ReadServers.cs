using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Mcp.Data;
using SmartAI.Platform.Http;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Mcp.Servers;

/// <summary>Lists servers and reads one, without their secrets.</summary>
internal static class ReadServers
{
    private static readonly ListOf<OutsideServer, ServerView> Servers = ListOf<OutsideServer, ServerView>
        .By(s => s.Id, s => new ServerView(s.Id, s.Name, s.Prefix, s.Url, s.Header, s.Seconds, s.IsEnabled, s.ReadAt, s.CreatedAt))
        .Sort("createdAt", s => s.CreatedAt)
        .Sort("name", s => s.Name);

    internal static void Map(RouteGroupBuilder servers)
    {
        servers
            .MapGet("/", (ListRequest list, McpDb db, CancellationToken cancel) => Servers.AnswerAsync(list, db, cancel))
            .Operation("mcp.servers.list", "List outside MCP servers", "Without their secrets.")
            .Requires(McpPermissions.ManageServers)
            .AnswersList(Servers)
            .AsTool(ToolUse.Read);
        servers
            .MapGet("/{id:guid}", GetAsync)
            .Operation("mcp.servers.get", "Read one outside MCP server")
            .Requires(McpPermissions.ManageServers)
            .Addresses(McpAudit.Server)
            .Fails(McpErrors.ServerNotFound)
            .AsTool(ToolUse.Read);
    }

    private static async Task<Results<Ok<ServerView>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        McpDb db,
        CancellationToken cancel
    )
    {
        var server = await db.Servers.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (server is null)
            return McpErrors.ServerNotFound.ToProblem();
        response.Set(server.Version);
        return TypedResults.Ok(ServerView.Of(server));
    }
}
