using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Mcp.Data;
using SmartAI.Platform;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Mcp.Servers;

/// <summary>Registers a server. Nothing is asked of it yet, and none of its tools is allowed.</summary>
internal static class CreateServer
{
    internal sealed record ServerRequest(
        [property: StringLength(OutsideServer.MaxName, MinimumLength = 1), RegularExpression(@".*\S.*"), Example("Weather")] string Name,
        [property: RegularExpression(OutsideServer.PrefixForm), Example("weather")] string Prefix,
        [property: StringLength(OutsideServer.MaxUrl, MinimumLength = 1), Example("https://mcp.example.org/mcp")] string Url,
        [property: StringLength(100), Example("Authorization")] string? Header,
        [property: StringLength(OutsideServer.MaxSecret), Example("Bearer example")] string? Secret,
        [property: Range(1, 25)] int? Seconds
    );

    internal static void Map(RouteGroupBuilder servers) =>
        servers
            .MapPost("/", HandleAsync)
            .Operation(
                "mcp.servers.create",
                "Register an outside MCP server",
                "Its secret is kept encrypted and never shown again. Its tools are off until each is allowed."
            )
            .Requires(McpPermissions.ManageServers)
            .Fails(McpErrors.ServerUrlRefused, McpErrors.HeaderUnusable, McpErrors.PrefixTaken, McpErrors.TooManyServers)
            .NotATool("It takes a secret, which belongs in no conversation.");

    private static async Task<Results<Created<ServerView>, ProblemHttpResult>> HandleAsync(
        ServerRequest request,
        HttpResponse response,
        McpDb db,
        ServerAddresses addresses,
        ServerSecrets secrets,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var (url, wrong) = OutsideServer.ReadUrl(request.Url, addresses);
        if ((wrong ?? OutsideServer.RefusesHeader(request.Header, request.Secret)) is { } refused)
            return refused;
        if (await db.Servers.CountAsync(cancel) >= OutsideServer.Most)
            return McpErrors.TooManyServers.ToProblem();
        if (await db.Servers.AnyAsync(s => s.Prefix == request.Prefix, cancel))
            return McpErrors.PrefixTaken.OnField("/prefix");

        var server = new OutsideServer
        {
            Id = Ids.New(clock),
            Name = request.Name.Trim(),
            Prefix = request.Prefix,
            Url = url!.AbsoluteUri,
            Header = request.Header,
            ProtectedSecret = request.Secret is { } secret ? secrets.Protect(secret) : null,
            Seconds = request.Seconds ?? 15,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(server);
        db.Audit(McpAudit.ServerCreated, server.Id, server.Name);
        await db.SaveChangesAsync(cancel);
        response.Set(server.Version);
        return TypedResults.Created($"/api/v1/assistant/servers/{server.Id}", ServerView.Of(server));
    }
}
