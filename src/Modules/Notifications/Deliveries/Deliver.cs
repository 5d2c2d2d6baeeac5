using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Deliveries;

/// <summary>Sends one delivery. Twelve attempts span about six hours.</summary>
internal sealed record Deliver(Guid DeliveryId) : IJob
{
    public static string Kind => "notifications.deliver";
    public static JsonSerializerContext Json => NotificationJobs.Default;
    public static int MaxAttempts => 12;
}

/// <summary>The payloads of this module's jobs.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Deliver))]
[JsonSerializable(typeof(SendDigest))]
internal sealed partial class NotificationJobs : JsonSerializerContext;

internal sealed class DeliverHandler(NotificationsDb db, Senders senders, Ledger ledger) : IJobHandler<Deliver>
{
    public async Task RunAsync(Deliver job, JobRun run, CancellationToken cancel)
    {
        var delivery = await db.Deliveries.SingleOrDefaultAsync(d => d.Id == job.DeliveryId, cancel);
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

/// <summary>What hands one message over: a person's channel with the message made, or a webhook.</summary>
internal sealed record Sender(bool RecognisesRepeats, Func<CancellationToken, Task<ChannelResult>> SendAsync);

/// <summary>Thrown so that the job comes back later; the ledger knows why.</summary>
internal sealed class DeliveryPutOffException(string reason) : Exception(reason);
