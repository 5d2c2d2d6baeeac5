using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using SmartAI.Platform;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai worker</c>: runs jobs and serves nothing.</summary>
internal static class Worker
{
    internal static Command Command() =>
        new Command("worker", "Run jobs; needs the same settings as serve.").Runs((_, cancel) => RunAsync(cancel));

    private static async Task<int> RunAsync(CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(Installation.FromEnvironment(), TimeProvider.System, cancel);
        var builder = ServerHost.CreateBuilder(installation);
        builder.Services.AddWorker();
        // A worker listens nowhere; the host it shares with serve would insist on a server.
        builder.Services.AddSingleton<IServer, NoServer>();
        await using var app = builder.Build();
        await Serve.PrepareAsync(app.Services, installation.Database.IsEmbedded, cancel);
        await app.StartAsync(cancel);
        Console.WriteLine("  Worker is running.");
        await app.WaitForShutdownAsync(cancel);
        return 0;
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
