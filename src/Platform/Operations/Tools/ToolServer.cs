using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using ProtocolTool = ModelContextProtocol.Protocol.Tool;

namespace SmartAI.Platform.Operations.Tools;

/// <summary>
/// The platform as an MCP server (Streamable HTTP, stateless: any node can answer any request). It speaks the protocol and nothing else; what a call
/// may do is decided where it is decided for everybody, in the operation.
/// </summary>
public static class ToolServer
{
    internal const string Path = "/mcp";

    /// <summary>Registers the protocol's side.</summary>
    internal static IServiceCollection AddToolServer(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IAuthorizationHandler, BearerHandler>();
        services
            .AddMcpServer(options =>
            {
                options.ServerInfo = new Implementation
                {
                    Name = "SmartAIPlatForm",
                    Version = typeof(ToolServer).Assembly.GetName().Version!.ToString(3),
                };
                options.ServerInstructions =
                    "Tools are the platform's own operations, run with your person's rights and audited in their name. A failed call gives problem details "
                    + "with a stable code. To change what you have read, pass the ifMatch that came with it. A change that answers approval_pending has not "
                    + "happened yet: a person decides at the address given, and approvals_get tells the outcome.";
            })
            .WithHttpTransport(transport => transport.Stateless = true)
            .WithListToolsHandler(ListAsync)
            .WithCallToolHandler(CallAsync);
        return services;
    }

    /// <summary>Maps the MCP server at <c>/mcp</c>, for bearer tokens only.</summary>
    public static IEndpointConventionBuilder MapToolServer(this IEndpointRouteBuilder endpoints)
    {
        var server = endpoints.MapMcp(Path);
        server.RequireAuthorization(policy => policy.AddRequirements(new BearerRequirement()));
        server.Add(builder => builder.RequestDelegate = ToolServerGate.Before(builder.RequestDelegate!));
        return server;
    }

    private static async ValueTask<ListToolsResult> ListAsync(RequestContext<ListToolsRequestParams> request, CancellationToken cancel)
    {
        var (services, caller) = (request.Services!, CallerIn(request.Services!));
        var offered = await services
            .GetRequiredService<ToolPolicies>()
            .OfferedAsync(services.GetRequiredService<ToolCatalog>(), caller, cancel);
        return new ListToolsResult { Tools = [.. offered.Select(Describe)] };
    }

    private static async ValueTask<CallToolResult> CallAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancel)
    {
        var services = request.Services!;
        var call = new ToolCall(
            request.Params.Name,
            request.Params.Arguments is { } arguments ? JsonSerializer.SerializeToElement(arguments) : default,
            CallerIn(services),
            Face.Mcp,
            CallIdOf(request.Params, CallerIn(services)) ?? Ids.New(services.GetRequiredService<TimeProvider>()).ToString(),
            ToolOrigin.Of(HttpIn(services))
        );
        return Tell(await services.GetRequiredService<ToolDoor>().CallAsync(call, cancel));
    }

    /// <summary>
    /// What a client gives as <c>_meta.idempotencyKey</c>, for a call that it may have to repeat. Not the protocol's own id: clients count their requests from 1
    /// in every session, and would be answered with another call's result.
    /// </summary>
    private static string? CallIdOf(CallToolRequestParams call, Caller caller) =>
        call.Meta?["idempotencyKey"] is JsonValue value
        && value.TryGetValue<string>(out var key)
        && key is { Length: > 0 and <= 100 }
        && key.All(c => c is >= '!' and <= '~')
            ? $"mcp:{caller.CredentialId}:{key}"
            : null;

    private static ProtocolTool Describe(Tool tool) =>
        new()
        {
            Name = tool.Name,
            Title = tool.Title,
            Description = tool.Description,
            InputSchema = tool.Input,
            OutputSchema = tool.Output is { } output && !tool.ReadsOnly ? ToolSchemas.OrPending(output) : tool.Output,
            Annotations = new ToolAnnotations
            {
                Title = tool.Title,
                ReadOnlyHint = tool.ReadsOnly,
                // Whether a change only adds cannot be seen from outside: clients should ask their person.
                DestructiveHint = !tool.ReadsOnly,
                OpenWorldHint = false,
            },
        };

    private static CallToolResult Tell(ToolResult result)
    {
        var told = new CallToolResult
        {
            IsError = result.IsError,
            // An object by the protocol's revisions up to 2025-11-25; anything else is told as text.
            StructuredContent = result.Content is { ValueKind: JsonValueKind.Object } ? result.Content : null,
            Content = [new TextContentBlock { Text = result.Content?.GetRawText() ?? "Done." }],
        };
        if (result.ETag is { } tag)
        {
            // In words too: most clients show the model the text only.
            told.Content.Add(new TextContentBlock { Text = $"To change this, pass ifMatch {tag}" });
            told.Meta = new JsonObject { ["etag"] = tag };
        }

        return told;
    }

    private static HttpContext HttpIn(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext
        ?? throw new InvalidOperationException("An MCP request without its HTTP request.");

    private static Caller CallerIn(IServiceProvider services) =>
        Caller.Of(HttpIn(services)) ?? throw new InvalidOperationException("An MCP request that authorization did not see.");
}
