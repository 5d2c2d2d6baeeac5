using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Jobs.Schedules;
using SmartAI.Platform.Settings;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Backups;

/// <summary>Makes a backup in the place that the settings name.</summary>
/// <param name="Physical">Of the server's own files and not by pg_dump.</param>
public sealed record MakeBackup(bool Physical = false) : IJob
{
    public static string Kind => "platform.backups.make";
    public static JsonSerializerContext Json => BackupJson.Default;
    public static string Queue => BackupJobs.Queue;
    public static int MaxAttempts => 3;
    public static TimeSpan TimeLimit => TimeSpan.FromHours(8);
    public static bool IsPersonal => true;
}

/// <summary>Proves a backup by restoring it beside the installation; the newest where none is named.</summary>
public sealed record ProveBackup(string? Name = null) : IJob
{
    public static string Kind => "platform.backups.prove";
    public static JsonSerializerContext Json => BackupJson.Default;
    public static string Queue => BackupJobs.Queue;
    public static int MaxAttempts => 3;
    public static TimeSpan TimeLimit => TimeSpan.FromHours(8);
    public static bool IsPersonal => true;
}

internal sealed class MakeBackupHandler(BackupWork work, BackupShelf shelf) : IJobHandler<MakeBackup>
{
    public async Task RunAsync(MakeBackup job, JobRun run, CancellationToken cancel)
    {
        var kind = job.Physical ? BackupKind.Physical : BackupKind.Logical;
        var (made, removed) = await work.MakeAsync(shelf.Open(), cancel, run.ProgressAsync, kind);
        var what = job.Physical ? "the server's files" : $"{made.Tables} tables, {made.Rows} rows";
        run.Log($"{made.Name}: {what}, {made.Blobs} files, {made.Bytes} bytes.");
        foreach (var name in removed)
            run.Log($"Removed for its age: {name}");
        run.Returns(made);
    }
}

internal sealed class ProveBackupHandler(BackupWork work, BackupShelf shelf) : IJobHandler<ProveBackup>
{
    public async Task RunAsync(ProveBackup job, JobRun run, CancellationToken cancel) =>
        run.Returns(await work.ProveAsync(shelf.Open(), job.Name, cancel, run.ProgressAsync));
}

/// <summary>Registers backups.</summary>
public static class BackupJobs
{
    // They run for as long as the database is large: nothing else waits behind them.
    internal const string Queue = "backups";

    /// <summary>Adds backups and, where a place for them is named, the nightly schedule.</summary>
    internal static IServiceCollection AddBackups(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = services.AddSettings<BackupSettings>(configuration);
        services.AddSingleton<BackupShelf>();
        services.AddSingleton<BackupLedger>();
        services.AddSingleton(provider => new BackupReader(provider.GetRequiredService<MasterKey>()));
        services.AddSingleton(p => new BackupMaker(
            p.GetRequiredService<DatabaseAddress>(),
            settings,
            p.GetRequiredService<IBlobStore>(),
            p.GetRequiredService<Migrator>(),
            p.GetRequiredService<MasterKey>(),
            p.GetRequiredService<BackupReader>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(p => new BaseBackup(
            p.GetRequiredService<DatabaseAddress>(),
            settings,
            p.GetRequiredService<IBlobStore>(),
            p.GetRequiredService<Migrator>(),
            p.GetRequiredService<MasterKey>(),
            p.GetRequiredService<BackupReader>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(p => new BaseRestore(
            settings,
            p.GetRequiredService<IBlobStore>(),
            p.GetRequiredService<BackupReader>(),
            p.GetRequiredService<MasterKey>()
        ));
        services.AddSingleton(p => new BackupRestorer(
            p.GetRequiredService<DatabaseAddress>(),
            settings,
            p.GetRequiredService<IBlobStore>(),
            p.GetRequiredService<Migrator>(),
            p.GetRequiredService<BackupReader>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(p => new BackupWork(
            p.GetRequiredService<BackupMaker>(),
            p.GetRequiredService<BaseBackup>(),
            p.GetRequiredService<BackupRestorer>(),
            p.GetRequiredService<BackupShelf>(),
            p.GetRequiredService<BackupLedger>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddJob<MakeBackup, MakeBackupHandler>();
        services.AddJob<ProveBackup, ProveBackupHandler>();
        if (settings.To is null)
            return services;
        services.AddSchedule(new Schedule(MakeBackup.Kind, "30 2 * * *"), new MakeBackup());
        // After the proof of the night: two at once are refused.
        if (settings.Physical)
            services.AddSchedule(new Schedule("platform.backups.make_physical", "30 6 * * 0"), new MakeBackup(Physical: true));
        return services.AddSchedule(new Schedule(ProveBackup.Kind, "30 4 * * *"), new ProveBackup());
    }
}
