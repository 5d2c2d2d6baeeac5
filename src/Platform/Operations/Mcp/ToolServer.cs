using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using SmartAI.Platform.Access;
using SmartAI.Platform.Documents;
using SmartAI.Platform.Operations.Prompts;

namespace SmartAI.Platform.Operations.Mcp;

/// <summary>
/// The platform as an MCP server (Streamable HTTP, stateless: any node can answer any request). It speaks the protocol and nothing else; what a call
/// may do is decided where it is decided for everybody, in the operation.
/// </summary>
public static class ToolServer
{
    internal const string Path = "/mcp";

    // Options are made anew for every stateless request: what never changes is read once.
    private static readonly string s_version = typeof(ToolServer).Assembly.GetName().Version!.ToString(3);

    /// <summary>Registers the protocol's side.</summary>
    internal static IServiceCollection AddToolServer(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<IAuthorizationHandler, BearerHandler>();
        services.AddSingleton<Documentation>();
        services.AddSingleton<PromptCatalog>();
        services.AddSingleton<ToolDescriptions>();
        services
            .AddMcpServer(options =>
            {
                options.ServerInfo = new Implementation { Name = "SmartAIPlatForm", Version = s_version };
                options.ServerInstructions =
                    "Tools are the platform's own operations, run with your person's rights and audited in their name. A failed call gives problem details "
                    + "with a stable code. To change what you have read, pass the ifMatch that came with it. A change that answers approval_pending has not "
                    + "happened yet: a person decides at the address given, and approvals_get tells the outcome. How the platform works is in its resources.";
            })
            .WithHttpTransport(transport => transport.Stateless = true)
            .WithListToolsHandler(ToolHandlers.ListAsync)
            .WithCallToolHandler(ToolHandlers.CallAsync)
            .WithListResourcesHandler(DocumentHandlers.ListAsync)
            .WithListResourceTemplatesHandler(DocumentHandlers.TemplatesAsync)
            .WithReadResourceHandler(DocumentHandlers.ReadAsync)
            .WithListPromptsHandler(PromptHandlers.ListAsync)
            .WithGetPromptHandler(PromptHandlers.GetAsync)
            .WithCompleteHandler(Completions.CompleteAsync);
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

    internal static HttpContext HttpIn(IServiceProvider services) =>
        services.GetRequiredService<IHttpContextAccessor>().HttpContext
        ?? throw new InvalidOperationException("An MCP request without its HTTP request.");

    internal static Caller CallerIn(IServiceProvider services) =>
        Caller.Of(HttpIn(services)) ?? throw new InvalidOperationException("An MCP request that authorization did not see.");
}
