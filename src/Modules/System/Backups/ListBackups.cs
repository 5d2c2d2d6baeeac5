using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Backups;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;
using SmartAI.SystemModule.Jobs;

namespace SmartAI.SystemModule.Backups;

/// <summary>What an operator should look at.</summary>
internal enum BackupWarning
{
    /// <summary>No place for backups is named.</summary>
    NotConfigured,

    /// <summary>They are made by hand only.</summary>
    NotScheduled,

    /// <summary>There is none that is younger than a week.</summary>
    BackupOld,

    /// <summary>No restore has been proven within a week.</summary>
    ProofOld,

    /// <summary>The last one could not be made.</summary>
    BackupFailed,

    /// <summary>The last one that was to be proven could not be restored.</summary>
    ProofFailed,

    /// <summary>One is missed in its place.</summary>
    Lost,
}

/// <summary>
/// Shows the record of backups. Workers compare it with what lies in the place whenever they make or prove one: this process may not see their folder.
/// </summary>
internal static class ListBackups
{
    private const int Most = 200;
    private static readonly TimeSpan s_old = TimeSpan.FromDays(7);

    /// <summary>Newest first. Their number is bounded by the days that they are kept.</summary>
    internal sealed record BackupList(
        [property: Example("s3://smartai-backups/production")] string? Place,
        int KeepDays,
        IReadOnlyList<BackupWarning> Warnings,
        BackupView? LastProven,
        BackupRun? LastMake,
        BackupRun? LastVerification,
        IReadOnlyList<BackupView> Items
    );

    /// <summary>A job that made or verified one.</summary>
    internal sealed record BackupRun(
        Guid JobId,
        JobState State,
        [property: Example("BackupException: The place is full.")] string? LastError,
        ProgressView? Progress
    )
    {
        internal static BackupRun? Of(JobEntry? job) =>
            job is null
                ? null
                : new BackupRun(
                    job.Id,
                    job.State,
                    job.LastError,
                    job.ProgressTotal is { } total ? new ProgressView(job.ProgressDone ?? 0, total, job.ProgressNote) : null
                );
    }

    internal static void Map(RouteGroupBuilder backups) =>
        backups
            .MapGet("/", HandleAsync)
            .Operation(
                "system.backups.list",
                "List backups",
                "With what should be looked at, the last restore that was proven, and the last jobs that made and verified one."
            )
            .Requires(SystemPermissions.ReadBackups)
            .AsTool(ToolUse.Read);

    private static async Task<Ok<BackupList>> HandleAsync(
        PlatformDb db,
        BackupShelf shelf,
        BackupSettings settings,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        // Jobs first: one that has ended by then has left what it found in the record that is read after it.
        var (make, verification) = (await LastAsync<MakeBackup>(db, cancel), await LastAsync<ProveBackup>(db, cancel));
        var kept = await db.Set<BackupRecord>()
            .AsNoTracking()
            .Where(b => b.RemovedAt == null)
            .OrderByDescending(b => b.MadeAt)
            .Take(Most)
            .ToListAsync(cancel);
        // One that is gone by now has still shown that restores work.
        var proven = await db.Set<BackupRecord>()
            .AsNoTracking()
            .Where(b => b.ProvenAt != null)
            .OrderByDescending(b => b.ProvenAt)
            .FirstOrDefaultAsync(cancel);
        return TypedResults.Ok(
            new BackupList(
                shelf.Address,
                settings.KeepDays,
                [.. Warnings(shelf, kept, proven, make, verification, clock.GetUtcNow() - s_old)],
                proven is null ? null : BackupView.Of(proven),
                BackupRun.Of(make),
                BackupRun.Of(verification),
                [.. kept.Select(BackupView.Of)]
            )
        );
    }

    private static Task<JobEntry?> LastAsync<TJob>(PlatformDb db, CancellationToken cancel)
        where TJob : IJob
    {
        var kind = TJob.Kind;
        return db.Set<JobEntry>().AsNoTracking().Where(j => j.Kind == kind).OrderByDescending(j => j.Id).FirstOrDefaultAsync(cancel);
    }

    private static IEnumerable<BackupWarning> Warnings(
        BackupShelf shelf,
        List<BackupRecord> kept,
        BackupRecord? proven,
        JobEntry? make,
        JobEntry? verification,
        DateTimeOffset old
    )
    {
        if (shelf.Address is null)
            yield return BackupWarning.NotConfigured;
        else if (!shelf.IsScheduled)
            yield return BackupWarning.NotScheduled;
        if (!kept.Exists(b => b.LostAt is null && b.MadeAt >= old))
            yield return BackupWarning.BackupOld;
        if (!(proven?.ProvenAt >= old))
            yield return BackupWarning.ProofOld;
        if (make?.State == JobState.Dead)
            yield return BackupWarning.BackupFailed;
        if (verification?.State == JobState.Dead)
            yield return BackupWarning.ProofFailed;
        if (kept.Exists(b => b.LostAt is not null))
            yield return BackupWarning.Lost;
    }
}
