using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using SmartAI.Platform;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Settings;
using SmartAI.Platform.Telemetry;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai worker</c>: runs jobs and serves nothing but, where asked, its health.</summary>
internal static class Worker
{
    /// <param name="adjust">Adds kinds of jobs that are not the server's, for tests and benches.</param>
    internal static Command Command(Action<IServiceCollection>? adjust = null)
    {
        var queues = new Option<string?>("--queues")
        {
            Description = "The queues to serve, comma-separated; SMARTAI_JOBS__QUEUES or all when left out.",
        };
        var concurrency = Options.Number(
            "--concurrency",
            "Jobs that run at the same time; SMARTAI_JOBS__CONCURRENCY when left out.",
            1,
            256
        );
        var health = new Option<bool>("--health")
        {
            Description =
                "Answer /health/live, /health/ready and, with SMARTAI_METRICS__TOKEN, /metrics on SMARTAI_LISTEN and SMARTAI_PORT, as containers need.",
        };
        return new Command("worker", "Run jobs; needs the same settings as serve.") { queues, concurrency, health }.Runs(
            (parsed, cancel) => RunAsync(parsed.GetValue(queues), parsed.GetValue(concurrency), parsed.GetValue(health), adjust, cancel)
        );
    }

    private static async Task<int> RunAsync(
        string? queues,
        int? concurrency,
        bool health,
        Action<IServiceCollection>? adjust,
        CancellationToken cancel
    )
    {
        await using var installation = await Installation.OpenAsync(Installation.FromEnvironment(), TimeProvider.System, cancel);
        var builder = ServerHost.CreateBuilder(installation);
        if (queues is not null)
            builder.Configuration["Jobs:Queues"] = queues;
        if (concurrency is { } many)
            builder.Configuration["Jobs:Concurrency"] = many.ToString(CultureInfo.InvariantCulture);
        var settings = SettingsReader.Read<JobSettings>(builder.Configuration);
        builder.Services.AddWorker();
        adjust?.Invoke(builder.Services);
        // Unless asked to, a worker listens nowhere; the host it shares with serve would insist on a server.
        if (health)
            ServerHost.Listen(builder, installation.Settings);
        else
            builder.Services.AddSingleton<IServer, NoServer>();
        await using var app = builder.Build();
        if (health)
        {
            app.UseRequestIds();
            app.UseSecurityHeaders();
            app.UseMetricsPage();
            // Said, because they would come first by themselves, and Prometheus' token is nobody's.
            app.UseRouting();
            app.UseAuthentication();
            app.UseAuthorization();
            // The operations below are for jobs only: over HTTP they would lack checks that stand before them in serve.
            app.Use((http, next) => http.Request.Path.StartsWithSegments("/health") ? next(http) : NotFoundAsync(http));
            app.MapHealth();
        }

        // What was approved runs in a job, by the operation's own endpoint.
        app.MapModules(app.Services.GetRequiredService<ModuleCatalog>());
        StartNotes.Write(app.Services, app.Configuration);
        await Serve.PrepareAsync(app.Services, installation.Database.IsEmbedded, cancel);
        await ServerHost.StartAsync(app, cancel);
        var served = settings.Queues.Length == 0 ? "all queues" : string.Join(", ", settings.Queues);
        if (settings.Except.Length > 0)
            served += " but " + string.Join(", ", settings.Except);
        Console.WriteLine($"  Worker is running: {served}, {settings.Concurrency} at a time.");
        await ServerHost.WaitAsync(app, cancel);
        return 0;
    }

    private static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() { }
    }
}
