using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Mcp.Data;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Mcp.Tools;

/// <summary>Shows what a server offers, and allows or forbids one of it.</summary>
internal static class ServerTools
{
    internal sealed record ServerToolList(IReadOnlyList<ServerToolView> Items);

    /// <param name="Hash">Of the tool as it was read: another description is another tool.</param>
    internal sealed record AllowRequest([property: StringLength(64, MinimumLength = 64), Example(OutsideTool.ExampleHash)] string Hash);

    internal static void Map(RouteGroupBuilder servers)
    {
        servers
            .MapGet("/{id:guid}/tools", ListAsync)
            .Operation(
                "mcp.server_tools.list",
                "List the tools of an outside MCP server",
                "As they were read last, allowed or not; 200 at most."
            )
            .Requires(McpPermissions.ManageServers)
            .Addresses(McpAudit.Server)
            .Fails(McpErrors.ServerNotFound)
            .NotATool("Descriptions that nobody has allowed are no business of a model.");
        servers
            .MapPost("/{id:guid}/tools/{name}/allow", AllowAsync)
            .Operation(
                "mcp.server_tools.allow",
                "Allow a tool of an outside MCP server",
                "As it was read: it has to be allowed again when it changes."
            )
            .Requires(McpPermissions.ManageServers)
            .Addresses(McpAudit.Tool, "id", "name")
            .Fails(McpErrors.ToolNotFound, McpErrors.ToolChanged)
            .NotATool("What a program may do is not for a program to say.");
        servers
            .MapPost("/{id:guid}/tools/{name}/forbid", ForbidAsync)
            .Operation("mcp.server_tools.forbid", "Forbid a tool of an outside MCP server")
            .Requires(McpPermissions.ManageServers)
            .Addresses(McpAudit.Tool, "id", "name")
            .Fails(McpErrors.ToolNotFound)
            .NotATool("What a program may do is not for a program to say.");
    }

    private static async Task<Results<Ok<ServerToolList>, ProblemHttpResult>> ListAsync(Guid id, McpDb db, CancellationToken cancel)
    {
        if (!await db.Servers.AnyAsync(s => s.Id == id, cancel))
            return McpErrors.ServerNotFound.ToProblem();
        var tools = await db.Tools.AsNoTracking().Where(t => t.ServerId == id).OrderBy(t => t.Name).ToListAsync(cancel);
        return TypedResults.Ok(new ServerToolList([.. tools.Select(ServerToolView.Of)]));
    }

    private static async Task<Results<Ok<ServerToolView>, ProblemHttpResult>> AllowAsync(
        Guid id,
        string name,
        AllowRequest request,
        McpDb db,
        CancellationToken cancel
    )
    {
        var (tool, prefix) = await FindAsync(db, id, name, cancel);
        if (tool is null)
            return McpErrors.ToolNotFound.ToProblem();
        if (tool.Hash != request.Hash)
            return McpErrors.ToolChanged.ToProblem();
        tool.AllowedHash = tool.Hash;
        db.Audit(McpAudit.ToolAllowed, tool.Id, $"{prefix}.{tool.Name}").Changed("hash", null, tool.Hash);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(ServerToolView.Of(tool));
    }

    private static async Task<Results<Ok<ServerToolView>, ProblemHttpResult>> ForbidAsync(
        Guid id,
        string name,
        McpDb db,
        CancellationToken cancel
    )
    {
        var (tool, prefix) = await FindAsync(db, id, name, cancel);
        if (tool is null)
            return McpErrors.ToolNotFound.ToProblem();
        tool.AllowedHash = null;
        db.Audit(McpAudit.ToolForbidden, tool.Id, $"{prefix}.{tool.Name}");
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(ServerToolView.Of(tool));
    }

    private static async Task<(OutsideTool? Tool, string? Prefix)> FindAsync(McpDb db, Guid id, string name, CancellationToken cancel)
    {
        var found = await db
            .Tools.Where(t => t.ServerId == id && t.Name == name)
            .Join(db.Servers, t => t.ServerId, s => s.Id, (t, s) => new { Tool = t, s.Prefix })
            .SingleOrDefaultAsync(cancel);
        return (found?.Tool, found?.Prefix);
    }
}
