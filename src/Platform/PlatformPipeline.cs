using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform;

/// <summary>The steps of the request pipeline by name; Program.cs puts them in order.</summary>
public static class PlatformPipeline
{
    /// <summary>Errors of any kind leave as problem details.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) =>
        app.UseExceptionHandler(
                new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask, SuppressDiagnosticsCallback = _ => true }
            )
            .UseStatusCodePages(context => StatusToProblem.WriteAsync(context.HttpContext));

    /// <summary>Believes forwarded headers from trusted proxies only.</summary>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app, ProxySettings proxies)
    {
        if (proxies.Trusted.Length == 0)
            return app;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var trusted in proxies.Trusted)
        {
            if (System.Net.IPNetwork.TryParse(trusted, out var network))
                options.KnownIPNetworks.Add(network);
            else
                options.KnownProxies.Add(System.Net.IPAddress.Parse(trusted));
        }

        return app.UseForwardedHeaders(options);
    }

    /// <summary>Answers HEAD as GET without a body. Before routing.</summary>
    public static IApplicationBuilder UseHead(this IApplicationBuilder app) => app.UseMiddleware<HeadRequests>();

    /// <summary>Refuses HEAD for what never ends. After routing.</summary>
    public static IApplicationBuilder UseHeadLimits(this IApplicationBuilder app) => app.Use(HeadRequests.RefuseStreamsAsync);

    /// <summary>Refuses requests for another host.</summary>
    public static IApplicationBuilder UseHostFilter(this IApplicationBuilder app) => app.UseMiddleware<HostFilter>();

    /// <summary>Puts the trace id on every answer.</summary>
    public static IApplicationBuilder UseRequestIds(this IApplicationBuilder app) => app.UseMiddleware<RequestIds>();

    /// <summary>Sets the security headers.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.UseMiddleware<SecurityHeaders>();

    /// <summary>Limits those who present no credential.</summary>
    public static IApplicationBuilder UseAddressLimit(this IApplicationBuilder app) =>
        app.Use((http, next) => http.RequestServices.GetRequiredService<RateLimits>().LimitAddressAsync(http, next));

    /// <summary>Bounds how many reading operations run at once. Before authentication: what waits has not made anything yet.</summary>
    public static IApplicationBuilder UseReadLane(this IApplicationBuilder app) =>
        app.Use((http, next) => http.RequestServices.GetRequiredService<ReadLane>().PassAsync(http, next));

    /// <summary>Asks cookie callers for the antiforgery header.</summary>
    public static IApplicationBuilder UseCsrf(this IApplicationBuilder app) => app.UseMiddleware<Csrf>();

    /// <summary>Limits each caller.</summary>
    public static IApplicationBuilder UseCallerLimit(this IApplicationBuilder app) =>
        app.Use((http, next) => http.RequestServices.GetRequiredService<RateLimits>().LimitCallerAsync(http, next));

    /// <summary>Checks query and body, and wraps the operation in its transaction, audit and idempotency.</summary>
    public static IApplicationBuilder UseOperations(this IApplicationBuilder app) =>
        app.UseMiddleware<QueryGuard>().UseMiddleware<JsonBodyMiddleware>().UseMiddleware<OperationMiddleware>();

    /// <summary>Maps every module's operations under <c>/api/v1</c>.</summary>
    public static void MapModules(this IEndpointRouteBuilder app, ModuleCatalog modules)
    {
        foreach (var module in modules.Modules)
        {
            var api = app.MapGroup("/api/v1");
            api.AddEndpointFilterFactory(Validation.Filter);
            if (module.Context is { } context)
                api.WithMetadata(new ChangesThrough(context));
            module.MapOperations(api);
        }
    }
}
