using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmartAI.Platform.Data;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Backups;

/// <summary>
/// Takes what the embedded PostgreSQL has put aside of its log to the backups, sealed. PostgreSQL itself only copies: its account may not read the
/// master key, and a process for each segment costs more than the sealing.
/// </summary>
internal sealed class LogKeeper(string spool, BackupShelf shelf, MasterKey key, TimeProvider clock, ILogger<LogKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_afterFailure = TimeSpan.FromSeconds(30);
    private string? _told;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = TimeSpan.Zero;
        while (true)
        {
            try
            {
                await Task.Delay(wait, clock, stoppingToken);
                await KeepAsync(stoppingToken);
                (wait, _told) = (s_interval, null);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // PostgreSQL goes on and the segments wait on this disk: nothing is lost by a place that is away for a while.
            catch (Exception failure) when (failure is BackupException or StorageException or IOException or UnauthorizedAccessException)
            {
                wait = s_afterFailure;
                if (_told != failure.Message)
                    logger.LogError(
                        "The log of the database is not kept beside the backups, and waits in {Spool}: {Reason}",
                        spool,
                        failure.Message
                    );
                _told = failure.Message;
            }
        }
    }

    // Oldest first: a recovery ends at the first that is missing.
    private async Task KeepAsync(CancellationToken cancel)
    {
        var waiting = new DirectoryInfo(spool)
            .EnumerateFiles()
            // A link would lead this process, which may be root, to a file that is none of PostgreSQL's.
            .Where(file => !file.Name.EndsWith(".unfinished", StringComparison.Ordinal) && file.LinkTarget is null)
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToList();
        if (waiting.Count == 0)
            return;
        var archive = new WalArchive(shelf.Open(), key);
        foreach (var file in waiting)
        {
            await archive.PushAsync(file.FullName, cancel);
            file.Delete();
        }
    }
}

/// <summary>Registers the keeping of the embedded database's log.</summary>
public static class LogKeeping
{
    /// <summary>Adds it, for the folder where PostgreSQL puts its log.</summary>
    public static IServiceCollection AddLogKeeping(this IServiceCollection services, string spool) =>
        services.AddHostedService(p => ActivatorUtilities.CreateInstance<LogKeeper>(p, spool));
}
