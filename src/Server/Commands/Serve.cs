using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Npgsql;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.Maintenance;
using SmartAI.Platform.Settings;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai serve</c>: the web app, the API and, unless told not to, the worker.</summary>
internal static class Serve
{
    internal static Command Command()
    {
        var noWorker = new Option<bool>("--no-worker") { Description = "Run no jobs here; a separate worker does." };
        return new Command("serve", "Serve the web app and the API.") { noWorker }.Runs(
            (parsed, cancel) => RunAsync(noWorker: parsed.GetValue(noWorker), cancel)
        );
    }

    private static readonly TimeSpan s_again = TimeSpan.FromMilliseconds(500);

    private static async Task<int> RunAsync(bool noWorker, CancellationToken cancel)
    {
        await using var installation = await Installation.OpenAsync(Installation.FromEnvironment(), TimeProvider.System, cancel);
        var withWorker = !noWorker && SettingsReader.Read<JobSettings>(installation.Configuration).InServe;
        await using var app = ServerHost.BuildWeb(installation, withWorker);
        StartNotes.Write(app.Services, app.Configuration);
        await PrepareAsync(app.Services, installation.Database.IsEmbedded, cancel);
        await ServerHost.StartAsync(app, cancel);
        using var pid = PidFile.Write(installation);

        var lines = await FirstStartAsync(app.Services, cancel);
        Console.WriteLine();
        Console.WriteLine($"  SmartAIPlatForm is ready: {app.Services.GetRequiredService<PublicAddress>().Origin}");
        foreach (var line in lines)
            Console.WriteLine($"  {line}");
        Console.WriteLine();
        await ServerHost.WaitAsync(app, cancel);
        return 0;
    }

    /// <summary>Brings the embedded database to this version, and refuses any other that does not fit.</summary>
    internal static async Task PrepareAsync(IServiceProvider services, bool embedded, CancellationToken cancel)
    {
        var migrator = services.GetRequiredService<Migrator>();
        if (embedded)
            await migrator.MigrateAsync(cancel);
        else if (await migrator.StateAsync(cancel) is var state and not SchemaState.Current)
            throw new SchemaException(state is SchemaState.Older older ? older.Sentence : ((SchemaState.Newer)state).Sentence);
    }

    /// <summary>Runs after listening: links hold the port that was really bound.</summary>
    internal static async Task<IReadOnlyList<string>> FirstStartAsync(IServiceProvider services, CancellationToken cancel)
    {
        if (services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } bound)
            services.GetRequiredService<PublicAddress>().Listens(new Uri(bound).Port);
        while (true)
        {
            try
            {
                await using var scope = services.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<OperationContext>().Begin("serve", Face.Cli);
                var lines = new List<string>();
                foreach (var module in scope.ServiceProvider.GetServices<IFirstStart>())
                    lines.AddRange(await module.PrepareAsync(cancel));
                return lines;
            }
            catch (Exception away) when (IsAway(away))
            {
                // Requests are answered already, with 503 as at any later moment: a database that goes away now is waited for as it would be then.
                Console.Error.WriteLine("The database went away while the start was being finished; trying again.");
                await Task.Delay(s_again, cancel);
            }
        }
    }

    private static bool IsAway(Exception failure) =>
        failure is NpgsqlException { IsTransient: true } || (failure.InnerException is { } inner && IsAway(inner));
}

/// <summary>Tells <c>make down</c> which process serves a data folder; gone with the process.</summary>
internal sealed class PidFile : IDisposable
{
    private readonly string? _path;

    private PidFile(string? path) => _path = path;

    internal static PidFile Write(Installation installation)
    {
        // Without the embedded database there is no data folder to speak of, and a supervisor that knows the process.
        if (!installation.Database.IsEmbedded)
            return new PidFile(null);
        var path = Path.Combine(Path.GetFullPath(installation.Settings.Data), "server.pid");
        File.WriteAllText(path, Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new PidFile(path);
    }

    public void Dispose()
    {
        if (_path is not null)
            File.Delete(_path);
    }
}
