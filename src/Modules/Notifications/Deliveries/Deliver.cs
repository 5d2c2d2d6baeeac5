using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Webhooks;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Deliveries;

/// <summary>Sends one delivery to a person. Twelve attempts span about six hours.</summary>
internal sealed record Deliver(Guid DeliveryId) : IJob
{
    public static string Kind => "notifications.deliver";
    public static JsonSerializerContext Json => NotificationJobs.Default;
    public static int MaxAttempts => 12;
}

/// <summary>Sends one delivery to a webhook. In a line of its own, half as long as one node's: others' servers may be slow, and mail must not wait for them.</summary>
internal sealed record DeliverToWebhook(Guid DeliveryId, Guid WebhookId) : IJob
{
    public static string Kind => "notifications.webhook";
    public static JsonSerializerContext Json => NotificationJobs.Default;
    public static int MaxAttempts => 12;
    public static JobLimit? Limit => new(AtOnce: 4);
}

/// <summary>The payloads of this module's jobs.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Deliver))]
[JsonSerializable(typeof(DeliverToWebhook))]
[JsonSerializable(typeof(SendDigest))]
internal sealed partial class NotificationJobs : JsonSerializerContext;

internal sealed class DeliverHandler(NotificationsDb db, Senders senders, Ledger ledger, Receivers receivers)
    : IJobHandler<Deliver>,
        IJobHandler<DeliverToWebhook>
{
    public Task RunAsync(Deliver job, JobRun run, CancellationToken cancel) => SendAsync(job.DeliveryId, run, cancel);

    public async Task RunAsync(DeliverToWebhook job, JobRun run, CancellationToken cancel)
    {
        using var place = await receivers.EnterAsync(job.WebhookId, cancel);
        // The last attempt is made in any case: a message is not given up without having been sent once.
        if (place is null && !run.IsLastAttempt)
            throw new DeliveryPutOffException("The webhook is slow, and busy with another message.");
        await SendAsync(job.DeliveryId, run, cancel);
    }

    private async Task SendAsync(Guid id, JobRun run, CancellationToken cancel)
    {
        var delivery = await db.Deliveries.SingleOrDefaultAsync(d => d.Id == id, cancel);
        if (delivery is not { Status: DeliveryStatus.Waiting or DeliveryStatus.Sending })
            return;

        var (sender, nowhere) = await senders.ForAsync(delivery, cancel);
        if (sender is null)
        {
            await ledger.EndAsync([delivery], DeliveryStatus.Skipped, nowhere, cancel);
            return;
        }
        // A worker died, or stopped, between the beginning of an attempt and the note of its end.
        if (delivery.Status == DeliveryStatus.Sending && !sender.RecognisesRepeats)
        {
            await ledger.EndAsync([delivery], DeliveryStatus.Uncertain, Ledger.Interrupted, cancel);
            return;
        }

        await ledger.AttemptAsync([delivery], sender, run, cancel);
    }
}

internal static class DeliverExtensions
{
    /// <summary>Sends a delivery once it is due and what made it is committed.</summary>
    internal static void EnqueueDelivery(this NotificationsDb db, Delivery delivery)
    {
        if (delivery.WebhookId is { } webhook)
            db.Enqueue(new DeliverToWebhook(delivery.Id, webhook));
        else if (delivery.DueAt is { } due)
            db.Enqueue(new Deliver(delivery.Id), due);
        else
            db.Enqueue(new Deliver(delivery.Id));
    }
}

/// <summary>What hands one message over: a person's channel with the message made, or a webhook.</summary>
internal sealed record Sender(bool RecognisesRepeats, Func<CancellationToken, Task<ChannelResult>> SendAsync);

/// <summary>Thrown so that the job comes back later; the ledger knows why.</summary>
internal sealed class DeliveryPutOffException(string reason) : Exception(reason);
