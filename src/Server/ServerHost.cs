using Microsoft.AspNetCore.Server.Kestrel.Core;
using SmartAI.Platform;
using SmartAI.Platform.Backups;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Mail;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations.Mcp;
using SmartAI.Platform.Operations.OpenApi;
using SmartAI.Platform.Operations.Tools;
using SmartAI.Platform.Settings;
using SmartAI.Platform.Telemetry;
using SmartAI.Server.Web;

namespace SmartAI.Server;

/// <summary>Builds the one program in each of its roles.</summary>
internal static class ServerHost
{
    /// <summary>Everything but listening: what the maintenance verbs and the tests stand on too.</summary>
    internal static WebApplicationBuilder CreateBuilder(Installation installation)
    {
        // Nothing of what a host adds by itself: files of settings that it watches, and another filter of hosts at each request.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(installation.Configuration);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder
            .Logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("ModelContextProtocol", LogLevel.Warning)
            // A start that fails ends with one sentence (Commands/Verb.cs); its stack traces would bury it.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            // Its errors repeat what is thrown, with parameters that may be personal.
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout(installation));

        var settings = installation.Settings;
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new SettingsClass(typeof(ServerSettings)));
        builder.Services.AddSettings<PublicSettings>(builder.Configuration);
        builder.Services.AddSettings<ProxySettings>(builder.Configuration);
        builder.Services.AddSettings<DatabaseSettings>(builder.Configuration);
        builder.Services.AddSettings<SecretsSettings>(builder.Configuration);
        builder.Services.AddPlatform(
            builder.Configuration,
            ModuleCatalog.Of(typeof(ServerHost).Assembly),
            installation.Database,
            installation.Address,
            installation.MasterKey
        );
        builder.Services.AddSingleton(provider => new DevelopmentMailbox(
            installation.Database.IsEmbedded
                && System.Net.IPAddress.IsLoopback(System.Net.IPAddress.Parse(settings.Listen))
                && !provider.GetRequiredService<MailSettings>().UsesSmtp
        ));
        builder.Services.AddSingleton<WebApp>();
        if (installation.PutAside is { } log)
            builder.Services.AddLogKeeping(log);
        return builder;
    }

    /// <summary>The web server with its pipeline, in order.</summary>
    internal static WebApplication BuildWeb(Installation installation, bool withWorker, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = CreateBuilder(installation);
        Listen(builder, installation.Settings);
        builder.Services.AddToolCatalogAfterStart();
        if (withWorker)
            builder.Services.AddWorker();
        adjust?.Invoke(builder);
        var app = builder.Build();
        Pipeline(app);
        return app;
    }

    /// <summary>Starts every part; where one cannot, those that have begun are stopped in their order before it is told. A worker begins before the port is taken.</summary>
    internal static async Task StartAsync(WebApplication app, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Runs until it is told to stop, or until one of its parts fails: the host then stops as if it had been told to, and says nothing.</summary>
    /// <exception cref="PartFailedException">What ended it.</exception>
    internal static async Task WaitAsync(WebApplication app, CancellationToken cancel)
    {
        var parts = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        BackgroundService? broken = null;
        // Looked at when the stop begins: what breaks after it broke because of it.
        await using var stop = app.Lifetime.ApplicationStopping.Register(() =>
            broken = parts.Find(part => part.ExecuteTask is { IsFaulted: true })
        );
        await app.WaitForShutdownAsync(cancel);
        if (broken is not null)
            throw new PartFailedException(broken.GetType().Name, broken.ExecuteTask!.Exception!.GetBaseException());
    }

    /// <summary>Longer than the worker needs to drain: the host must not cut it short.</summary>
    private static TimeSpan ShutdownTimeout(Installation installation)
    {
        var jobs = SettingsReader.Read<JobSettings>(installation.Configuration);
        return jobs.DrainLimit + jobs.Grace + TimeSpan.FromSeconds(5);
    }

    private static void Pipeline(WebApplication app)
    {
        // These two only promise headers for whatever answer leaves, that of the exception handler included.
        app.UseRequestIds();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseTrustedProxies(app.Services.GetRequiredService<ProxySettings>());
        app.UseMetricsPage();
        app.UseHostFilter();
        app.UseHead();
        app.UseWebFiles();
        app.UseRouting();
        app.UseHeadLimits();
        app.UseWebPages();
        app.UseAddressLimit();
        app.UseReadLane();
        app.UseAuthentication();
        app.UseCsrf();
        app.UseCallerLimit();
        app.UseAuthorization();
        app.UseOperations();

        app.MapModules(app.Services.GetRequiredService<ModuleCatalog>());
        app.MapHealth();
        app.MapOperationDocument();
        app.MapToolServer();
        app.MapErrorsPage();
        app.MapExplorer();
    }

    /// <summary>Takes requests where the settings say.</summary>
    internal static void Listen(WebApplicationBuilder builder, ServerSettings settings) =>
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, settings));

    private static void Listen(KestrelServerOptions kestrel, ServerSettings settings)
    {
        kestrel.AddServerHeader = false;
        // Operations take far less. What is larger is answered first and then read to the end, up to here: a client that is still sending would see a
        // broken pipe instead of the 413.
        kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Listen(System.Net.IPAddress.Parse(settings.Listen), settings.Port);
    }
}

/// <summary>Something that a node does beside its requests ended by an exception, and the node with it.</summary>
internal sealed class PartFailedException(string part, Exception failure) : Exception($"{part} failed, and the node with it.", failure);
