using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Mcp.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Mcp.Servers;

/// <summary>Changes a server (JSON Merge Patch: what is not named stays) or removes it with its tools.</summary>
internal static class UpdateServer
{
    internal sealed record ServerChangeRequest(
        [property: StringLength(OutsideServer.MaxName, MinimumLength = 1), RegularExpression(@".*\S.*"), Example("Weather")] string? Name,
        [property: StringLength(OutsideServer.MaxUrl, MinimumLength = 1), Example("https://mcp.example.org/mcp")] string? Url,
        [property: StringLength(100), Example("Authorization")] string? Header,
        [property: StringLength(OutsideServer.MaxSecret), Example("Bearer example")] string? Secret,
        [property: Range(1, 25)] int? Seconds,
        bool? IsEnabled
    );

    internal static void Map(RouteGroupBuilder servers)
    {
        servers
            .MapPatch("/{id:guid}", HandleAsync)
            .Operation(
                "mcp.servers.update",
                "Change an outside MCP server",
                "Header and secret are given together. A new address asks for the secret again and forbids all its tools: what was allowed was another server's."
            )
            .Requires(McpPermissions.ManageServers)
            .Addresses(McpAudit.Server)
            .Fails(
                McpErrors.ServerNotFound,
                McpErrors.ServerUrlRefused,
                McpErrors.HeaderUnusable,
                McpErrors.SecretMissing,
                PlatformErrors.Stale
            )
            .NotATool("It takes a secret, which belongs in no conversation.");
        servers
            .MapDelete("/{id:guid}", DeleteAsync)
            .Operation("mcp.servers.delete", "Remove an outside MCP server", "Its secret and its tools are forgotten.")
            .Requires(McpPermissions.ManageServers)
            .Addresses(McpAudit.Server)
            .Fails(McpErrors.ServerNotFound, PlatformErrors.Stale)
            .AsTool(ToolUse.AfterApproval);
    }

    private static async Task<Results<Ok<ServerView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ServerChangeRequest request,
        IfMatch ifMatch,
        HttpResponse response,
        McpDb db,
        ServerAddresses addresses,
        ServerSecrets secrets,
        OperationContext operation,
        CancellationToken cancel
    )
    {
        var server = await db.Servers.SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (server is null)
            return McpErrors.ServerNotFound.ToProblem();
        operation.About(McpAudit.Server, server.Id, server.Name);
        if (
            (ifMatch.Refuses(server.Version, () => ServerView.Of(server)) ?? OutsideServer.RefusesHeader(request.Header, request.Secret)) is
            { } refused
        )
            return refused;
        if (request.Url is not null)
        {
            var (url, wrong) = OutsideServer.ReadUrl(request.Url, addresses);
            if (url is null)
                return wrong!;
            if (url.AbsoluteUri != server.Url)
            {
                // Whoever may change an address but does not know the secret must not be able to have it sent to themselves.
                if (server.ProtectedSecret is not null && request.Secret is null)
                    return McpErrors.SecretMissing.OnField("/secret");
                server.Url = url.AbsoluteUri;
                foreach (var tool in await db.Tools.Where(t => t.ServerId == id).ToListAsync(cancel))
                    tool.AllowedHash = null;
            }
        }

        if (request.Secret is { } secret)
            (server.Header, server.ProtectedSecret) = (request.Header, secrets.Protect(secret));
        server.Name = request.Name?.Trim() ?? server.Name;
        server.Seconds = request.Seconds ?? server.Seconds;
        server.IsEnabled = request.IsEnabled ?? server.IsEnabled;
        if (db.ChangeTracker.HasChanges())
        {
            db.Audit(McpAudit.ServerUpdated, server.Id, server.Name);
            await db.SaveChangesAsync(cancel);
        }

        response.Set(server.Version);
        return TypedResults.Ok(ServerView.Of(server));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id,
        IfMatch ifMatch,
        McpDb db,
        CancellationToken cancel
    )
    {
        var server = await db.Servers.SingleOrDefaultAsync(s => s.Id == id, cancel);
        if (server is null)
            return McpErrors.ServerNotFound.ToProblem();
        if (ifMatch.RefusesIfSent(server.Version, () => ServerView.Of(server)) is { } refused)
            return refused;
        db.Remove(server);
        db.Audit(McpAudit.ServerDeleted, server.Id, server.Name);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
