using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Mcp.Client;
using SmartAI.Mcp.Data;
using SmartAI.Mcp.Servers;
using SmartAI.Mcp.Tools;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Settings;

namespace SmartAI.Mcp;

/// <summary>The tools of other MCP servers, as far as an operator allowed them.</summary>
public sealed class McpModule : IModule
{
    /// <inheritdoc/>
    public string Name => "mcp";

    /// <inheritdoc/>
    public Type Context => typeof(McpDb);

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Permissions { get; } = Permission.In(typeof(McpPermissions));

    /// <inheritdoc/>
    public IReadOnlyList<Error> Errors { get; } = PlatformErrors.In(typeof(McpErrors));

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<McpSettings>(configuration);
        services.AddModuleContext<McpDb>("mcp");
        services.AddSingleton<ServerAddresses>();
        services.AddSingleton<ServerSecrets>();
        services.AddSingleton<ServerClient>();
    }

    /// <inheritdoc/>
    public void MapOperations(IEndpointRouteBuilder api)
    {
        var servers = api.MapGroup("/assistant/servers");
        ReadServers.Map(servers);
        CreateServer.Map(servers);
        UpdateServer.Map(servers);
        RefreshServer.Map(servers);
        ServerTools.Map(servers);

        var tools = api.MapGroup("/assistant/outside-tools");
        ListOutsideTools.Map(tools);
        CallOutsideTool.Map(tools);
    }
}
