using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Platform.Approvals;

/// <summary>Ends what nobody decided in time, every minute. A yes that comes too late is refused to the second, whenever this runs.</summary>
internal sealed record ExpireApprovals : IJob
{
    public static string Kind => "approvals.expire";
    public static JsonSerializerContext Json => ApprovalJobs.Default;
    public static TimeSpan? KeepDone => TimeSpan.FromHours(1);
}

internal sealed class ExpireApprovalsHandler(PlatformDb db, TimeProvider clock) : IJobHandler<ExpireApprovals>
{
    private const int AtOnce = 200;

    public async Task RunAsync(ExpireApprovals job, JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        while (true)
        {
            await db.BeginAsync(cancel);
            // What somebody is deciding just now is left to them.
            var over = await db.Set<Approval>()
                .FromSql(
                    $"""
                    select a.*, a.xmin from platform.approvals a
                    where a.state = 'waiting' and a.expires_at <= {now} order by a.expires_at limit {AtOnce} for update skip locked
                    """
                )
                .ToListAsync(cancel);
            foreach (var approval in over)
            {
                approval.State = ApprovalState.Expired;
                approval.FinishedAt = now;
                db.Audit(ApprovalAudit.Expired, approval.Id, approval.Title).By(approval.PersonId, approval.PersonName);
                db.NotifyOutcome(approval);
            }

            await db.SaveChangesAsync(cancel);
            foreach (var approval in over)
                await db.TellOfAsync(approval, cancel);
            if (over.Count < AtOnce)
                return;
            await run.CommitAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }
}

/// <summary>Forgets what has ended long ago.</summary>
internal sealed class ApprovalUpkeep(PlatformDb db, ApprovalSettings settings, TimeProvider clock) : IUpkeep
{
    public async Task RunAsync(CancellationToken cancel)
    {
        var before = clock.GetUtcNow().AddDays(-settings.KeepDays);
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from platform.approvals where id = any(array(
                select id from platform.approvals
                where id < platform.uuid_at({before}) and state not in ('waiting', 'approved') and coalesce(finished_at, decided_at) < {before}
                order by id limit 10000))
            """,
            cancel
        );
    }
}
