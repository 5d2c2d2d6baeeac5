using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Platform.Jobs;

namespace SmartAI.Notifications.Deliveries;

/// <summary>Sends what came together for a person since the last digest, as one mail.</summary>
internal sealed record SendDigest(Guid UserId) : IJob
{
    public static string Kind => "notifications.digest";
    public static JsonSerializerContext Json => NotificationJobs.Default;
    public static int MaxAttempts => 12;
}

internal sealed class SendDigestHandler(NotificationsDb db, Senders senders, Ledger ledger, TimeProvider clock) : IJobHandler<SendDigest>
{
    private const int Most = 200;

    public async Task RunAsync(SendDigest job, JobRun run, CancellationToken cancel)
    {
        var left = await db
            .Deliveries.Where(d => d.DigestId == run.Id && d.UserId == job.UserId && d.Status == DeliveryStatus.Sending)
            .Take(Most)
            .ToListAsync(cancel);
        if (left.Count > 0)
        {
            await ledger.EndAsync(left, DeliveryStatus.Uncertain, Ledger.Interrupted, cancel);
            return;
        }

        var due = await ClaimAsync(job.UserId, cancel);
        if (due.Count == 0)
            return;
        var (sender, nowhere) = await senders.ForDigestAsync(job.UserId, due, cancel);
        if (sender is null)
        {
            await ledger.EndAsync(due, DeliveryStatus.Skipped, nowhere, cancel);
            return;
        }
        foreach (var delivery in due)
            delivery.DigestId = run.Id;
        await ledger.AttemptAsync(due, sender, run, cancel);
        if (due.Count == Most)
            db.Enqueue(new SendDigest(job.UserId));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Held until their attempt is noted: of two digests that start at once, one finds them.</summary>
    private async Task<List<Delivery>> ClaimAsync(Guid userId, CancellationToken cancel)
    {
        await db.BeginAsync(cancel);
        var now = clock.GetUtcNow();
        return await db
            .Deliveries.FromSql(
                $"""
                select * from notifications.deliveries
                where user_id = {userId} and is_digest and status = 'Waiting' and due_at <= {now}
                order by due_at, id limit {Most} for update skip locked
                """
            )
            .ToListAsync(cancel);
    }
}
