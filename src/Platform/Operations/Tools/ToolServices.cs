using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace SmartAI.Platform.Operations.Tools;

/// <summary>Wires the tools into the server.</summary>
public static class ToolServices
{
    /// <summary>Registers catalogue and invoker, and the MCP server that <see cref="ToolServer.MapToolServer"/> maps.</summary>
    public static IServiceCollection AddTools(this IServiceCollection services)
    {
        services.AddSingleton<ToolCatalog>();
        services.AddSingleton<ToolInvoker>();
        services.AddSingleton<IStartupFilter, CatalogAtStart>();
        return services.AddToolServer();
    }

    /// <summary>
    /// Reads the catalogue while the request pipeline is built: all endpoints are mapped by then, and the server does not listen yet. A hosted service
    /// would start before the endpoints are known.
    /// </summary>
    private sealed class CatalogAtStart : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(rest =>
                {
                    _ = app.ApplicationServices.GetRequiredService<ToolCatalog>().All;
                    return rest;
                });
                next(app);
            };
    }
}
