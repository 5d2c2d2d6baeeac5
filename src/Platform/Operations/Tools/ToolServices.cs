using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SmartAI.Platform.Operations.Mcp;
using SmartAI.Platform.Operations.Prompts;

namespace SmartAI.Platform.Operations.Tools;

/// <summary>Wires the tools into the server.</summary>
public static class ToolServices
{
    /// <summary>Registers catalogue and invoker, and the MCP server that <see cref="ToolServer.MapToolServer"/> maps.</summary>
    public static IServiceCollection AddTools(this IServiceCollection services)
    {
        services.AddSingleton<ToolCatalog>();
        services.AddSingleton<ToolInvoker>();
        return services.AddToolServer();
    }

    /// <summary>Reads the catalogue beside the start of a server.</summary>
    public static IServiceCollection AddToolCatalogAfterStart(this IServiceCollection services) =>
        services.AddHostedService<CatalogAfterStart>();

    /// <summary>
    /// Reads the catalogue once the endpoints are mapped, so that the first call does not wait for it. Beside the start, not in it: the document behind it
    /// took a tenth of the time to readiness (perf). Two tools of one name stop the server, and so does
    /// a prompt that names none.
    /// </summary>
    private sealed class CatalogAfterStart(ToolCatalog catalog, PromptCatalog prompts, IHostApplicationLifetime host) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await AfterStart.WaitAsync(host, stoppingToken);
            _ = (catalog.All, prompts.All);
        }
    }
}
