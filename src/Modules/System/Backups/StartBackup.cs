using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Backups;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations;
using SmartAI.SystemModule.Data;

namespace SmartAI.SystemModule.Backups;

/// <summary>Makes a backup now, and verifies one now. Both are jobs.</summary>
internal static class StartBackup
{
    internal sealed record Response(Guid JobId);

    internal static void Map(RouteGroupBuilder backups)
    {
        backups
            .MapPost("/", MakeAsync)
            .Operation(
                "system.backups.make",
                "Make a backup now",
                "Starts a job that backs up database and files and reads the result back. It is listed among your own jobs until it ends."
            )
            .Requires(SystemPermissions.UpdateBackups)
            .Fails(SystemErrors.BackupsNotConfigured, SystemErrors.BackupRunning)
            .AsTool(ToolUse.AfterApproval);
        backups
            .MapPost("/{id:guid}/verify", VerifyAsync)
            .Operation(
                "system.backups.verify",
                "Verify a backup by restoring it",
                "Starts a job that restores it into a scratch database, compares every table with what was backed up, and drops it."
            )
            .Requires(SystemPermissions.UpdateBackups)
            .Addresses(SystemAudit.Backup)
            .Fails(
                SystemErrors.BackupNotFound,
                SystemErrors.BackupNotVerifiable,
                SystemErrors.BackupsNotConfigured,
                SystemErrors.BackupRunning
            )
            .AsTool(ToolUse.AfterApproval);
    }

    private static Task<Results<Accepted<Response>, ProblemHttpResult>> MakeAsync(
        SystemDb db,
        BackupShelf shelf,
        CancellationToken cancel
    ) => StartAsync(db, shelf, new MakeBackup(), SystemAudit.BackupAsked, null, null, cancel);

    private static async Task<Results<Accepted<Response>, ProblemHttpResult>> VerifyAsync(
        Guid id,
        PlatformDb records,
        SystemDb db,
        BackupShelf shelf,
        CancellationToken cancel
    )
    {
        var backup = await records.Set<BackupRecord>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == id && b.RemovedAt == null, cancel);
        if (backup is null)
            return SystemErrors.BackupNotFound.ToProblem();
        return backup.Kind == BackupKind.Physical
            ? SystemErrors.BackupNotVerifiable.ToProblem()
            : await StartAsync(db, shelf, new ProveBackup(backup.Name), SystemAudit.VerificationAsked, id, backup.Name, cancel);
    }

    private static async Task<Results<Accepted<Response>, ProblemHttpResult>> StartAsync<TJob>(
        SystemDb db,
        BackupShelf shelf,
        TJob job,
        AuditAction action,
        Guid? target,
        string? name,
        CancellationToken cancel
    )
        where TJob : IJob
    {
        if (shelf.Address is null)
            return SystemErrors.BackupsNotConfigured.ToProblem();
        // The key of a run that the page of schedules starts: both are the same work.
        if (await db.EnqueueOnceAsync(job, $"{TJob.Kind} now", cancel) is not { } started)
            return SystemErrors.BackupRunning.ToProblem();
        db.Audit(action, target ?? started, name);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Accepted($"/api/v1/jobs/{started}", new Response(started));
    }
}
