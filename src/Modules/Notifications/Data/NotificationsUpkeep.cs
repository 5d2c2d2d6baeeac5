using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Deliveries;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Notifications.Data;

/// <summary>Keeps the ledger and the bells bounded, and ends deliveries whose job is gone.</summary>
internal sealed class NotificationsUpkeep(NotificationsDb db, NotificationsSettings settings, TimeProvider clock) : IUpkeep
{
    private const int Step = 10_000;
    private static readonly TimeSpan s_lost = TimeSpan.FromDays(3);

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var forgotten = now.AddDays(-settings.KeepDeliveriesDays);
        var old = db.Deliveries.Where(d => d.FinishedAt < forgotten).OrderBy(d => d.FinishedAt).Take(Step).Select(d => d.Id);
        await db.Attempts.Where(a => old.Contains(a.DeliveryId)).ExecuteDeleteAsync(cancel);
        await db
            .Deliveries.Where(d => d.FinishedAt < forgotten && !db.Attempts.Any(a => a.DeliveryId == d.Id))
            .Take(Step)
            .ExecuteDeleteAsync(cancel);
        var past = now.AddDays(-settings.KeepDays);
        await db.Notifications.Where(n => n.CreatedAt < past).Take(Step).ExecuteDeleteAsync(cancel);

        // All attempts together take hours. What still waits after days has lost its job: a dead one, or one that an operator deleted.
        var lost = now - s_lost;
        await db
            .Deliveries.Where(d =>
                (d.Status == DeliveryStatus.Waiting || d.Status == DeliveryStatus.Sending) && (d.DueAt ?? d.CreatedAt) < lost
            )
            .Take(Step)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(d => d.Status, DeliveryStatus.Dead)
                        .SetProperty(d => d.FinishedAt, now)
                        .SetProperty(d => d.Reason, "The job that was to send it is gone."),
                cancel
            );
    }
}
