using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Platform;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Deliveries;

/// <summary>
/// Makes attempts and notes them. The beginning is committed before anything is sent and the end after it: a worker that dies in between leaves
/// "sending", from which the next one knows that the other side may have it.
/// </summary>
internal sealed class Ledger(NotificationsDb db, RefusedAddresses refused, TimeProvider clock)
{
    internal const string Interrupted = "The worker stopped during an attempt: nobody knows whether it arrived.";

    /// <summary>One attempt at deliveries that go out as one message.</summary>
    /// <exception cref="DeliveryPutOffException">The job shall come back; what is noted so far is committed.</exception>
    internal async Task AttemptAsync(IReadOnlyList<Delivery> deliveries, Sender sender, JobRun run, CancellationToken cancel)
    {
        var attempts = await BeginAsync(deliveries, cancel);
        await run.CommitAsync(cancel);

        var started = TimeProvider.System.GetTimestamp();
        var result = await SendAsync(sender, cancel);
        var latency = (int)TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
        foreach (var attempt in attempts)
            (attempt.LatencyMs, attempt.Outcome, attempt.Reason) = (latency, OutcomeOf(result), result.Reason);
        foreach (var delivery in deliveries)
            delivery.LatencyMs = latency;

        if (result.Outcome == ChannelOutcome.RecipientRefused && deliveries[0].UserId is { } person)
            await refused.AddAsync(person, result.Reason ?? "", cancel);
        if (result.Outcome == ChannelOutcome.TryLater && !run.IsLastAttempt)
        {
            foreach (var delivery in deliveries)
                (delivery.Status, delivery.Reason) = (DeliveryStatus.Waiting, result.Reason);
            await db.SaveChangesAsync(cancel);
            await run.CommitAsync(cancel);
            throw new DeliveryPutOffException(result.Reason ?? "It did not work.");
        }

        var end = result.Outcome switch
        {
            ChannelOutcome.Delivered => DeliveryStatus.Delivered,
            ChannelOutcome.Uncertain => DeliveryStatus.Uncertain,
            _ => DeliveryStatus.Dead,
        };
        if (end == DeliveryStatus.Dead && deliveries[0].WebhookId is { } webhook)
            await TellOperatorsAsync(deliveries[0], webhook, cancel);
        // Not the worker's cancellation: what was sent is noted.
        await EndAsync(deliveries, end, result.Reason, CancellationToken.None);
    }

    /// <summary>Ends deliveries without a further attempt.</summary>
    internal async Task EndAsync(IReadOnlyList<Delivery> deliveries, DeliveryStatus status, string? reason, CancellationToken cancel)
    {
        var ids = deliveries.Select(d => d.Id).ToList();
        if (status == DeliveryStatus.Uncertain)
            await db
                .Attempts.Where(a => ids.Contains(a.DeliveryId) && a.Outcome == AttemptOutcome.Running)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(a => a.Outcome, AttemptOutcome.Uncertain).SetProperty(a => a.Reason, reason),
                    cancel
                );
        foreach (var delivery in deliveries)
            delivery.End(status, reason, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
    }

    private async Task<List<DeliveryAttempt>> BeginAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancel)
    {
        var ids = deliveries.Where(d => d.Status == DeliveryStatus.Sending).Select(d => d.Id).ToList();
        if (ids.Count > 0)
            await db
                .Attempts.Where(a => ids.Contains(a.DeliveryId) && a.Outcome == AttemptOutcome.Running)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(a => a.Outcome, AttemptOutcome.Uncertain).SetProperty(a => a.Reason, Interrupted),
                    cancel
                );
        var attempts = new List<DeliveryAttempt>();
        foreach (var delivery in deliveries)
        {
            delivery.Status = DeliveryStatus.Sending;
            delivery.Attempts++;
            attempts.Add(
                new DeliveryAttempt
                {
                    Id = Ids.New(clock),
                    DeliveryId = delivery.Id,
                    Number = delivery.Attempts,
                    StartedAt = clock.GetUtcNow(),
                }
            );
        }
        db.AddRange(attempts);
        await db.SaveChangesAsync(cancel);
        return attempts;
    }

    private static async Task<ChannelResult> SendAsync(Sender sender, CancellationToken cancel)
    {
        try
        {
            var result = await sender.SendAsync(cancel);
            return result.Outcome == ChannelOutcome.Uncertain && sender.RecognisesRepeats
                ? result with
                {
                    Outcome = ChannelOutcome.TryLater,
                }
                : result;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The server stops. The delivery stays "sending": whoever takes it up knows what that means.
            throw;
        }
        catch (Exception failure)
        {
            // A channel's fault. Its message may hold what must not be kept; its type tells a builder enough.
            return new ChannelResult(
                sender.RecognisesRepeats ? ChannelOutcome.TryLater : ChannelOutcome.Uncertain,
                $"The channel failed: {failure.GetType().Name}."
            );
        }
    }

    private async Task TellOperatorsAsync(Delivery delivery, Guid webhook, CancellationToken cancel)
    {
        var name = await db.Webhooks.Where(w => w.Id == webhook).Select(w => w.Name).SingleOrDefaultAsync(cancel);
        // What tells of a dead webhook must not go out over the next dead one, for ever.
        if (name is not null && delivery.Kind != NotificationsKinds.WebhookDead.Name)
            db.RaiseNotification(
                NotificationsKinds.WebhookDead,
                NotificationTo.HoldersOf(NotificationsPermissions.ReadDeliveries),
                $"/admin/deliveries/{delivery.Id}",
                ("webhook", name)
            );
    }

    private static AttemptOutcome OutcomeOf(ChannelResult result) =>
        result.Outcome switch
        {
            ChannelOutcome.Delivered => AttemptOutcome.Delivered,
            ChannelOutcome.Uncertain => AttemptOutcome.Uncertain,
            ChannelOutcome.TryLater => AttemptOutcome.Failed,
            _ => AttemptOutcome.Refused,
        };
}
