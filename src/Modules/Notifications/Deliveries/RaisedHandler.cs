using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Contracts;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Inbox;
using SmartAI.Notifications.Preferences;
using SmartAI.Platform;
using SmartAI.Platform.Http;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Deliveries;

/// <summary>
/// Turns an event into what each person sees and what each channel has to deliver. All of it commits with the job's own completion, so that an event is
/// spread once, however often the job is run.
/// </summary>
internal sealed class RaisedHandler(NotificationsDb db, IPeople people, Words words, Channels channels, TimeProvider clock)
    : IJobHandler<RaisedNotification>
{
    /// <summary>Told in one transaction. The rest of them is told by the next job, so that neither grows with the number of people.</summary>
    internal const int MostAtOnce = 500;

    private readonly List<LiveEvent> _live = [];

    public async Task RunAsync(RaisedNotification job, JobRun run, CancellationToken cancel)
    {
        var kind = words.Find(job.Event) ?? throw new PermanentJobFailure($"No module declares the kind {job.Event}.");
        var concerned = job.Holders is null
            ? await people.FindAsync(job.People, cancel)
            : await people.HoldersOfAsync(job.Holders, job.After, MostAtOnce, cancel);
        var told = concerned.Where(p => p.Id != job.Except).ToList();
        var eventId = job.EventId ?? run.Id;
        var hasMore = job.Holders is not null && concerned.Count == MostAtOnce;
        var payload = new DeliveryPayload(job.Values, job.Link, Ids.TimeOf(eventId));

        var ids = told.Select(p => p.Id).ToList();
        var preferences = await db.Preferences.AsNoTracking().Where(p => ids.Contains(p.UserId)).ToDictionaryAsync(p => p.UserId, cancel);
        var stored = payload.ToJson();
        foreach (var person in told)
        {
            var preference = preferences.GetValueOrDefault(person.Id);
            if (preference.For(kind, NotificationChannels.InApp) != Choice.Off)
                AddToBell(kind, person, payload);
            foreach (var channel in channels.Outward)
                AddDelivery(eventId, kind, person, preference, channel.Name, stored);
        }
        // A webhook is told of the event, not of each person.
        if (job.After is null)
            await AddWebhooksAsync(eventId, kind, payload with { People = [.. ids], HasMorePeople = hasMore }, cancel);
        if (hasMore)
            db.Enqueue(job with { EventId = eventId, After = concerned[^1].Id });
        await db.SaveChangesAsync(cancel);
        await db.TellAsync(_live, cancel);
    }

    private void AddToBell(NotificationKind kind, PersonContact person, DeliveryPayload payload)
    {
        var notification = new Notification
        {
            Id = Ids.New(clock),
            UserId = person.Id,
            Kind = kind.Name,
            Values = JsonSerializer.Serialize(payload.Values),
            Link = payload.Link,
            CreatedAt = payload.RaisedAt,
        };
        db.Add(notification);
        // The id is enough: the page reads the rest, and a page that is told twice sees that it has it.
        _live.Add(
            new LiveEvent(
                person.Id,
                null,
                "notification",
                JsonSerializer.SerializeToElement(new { notification.Id, notification.Kind }, JsonSerializerOptions.Web)
            )
        );
    }

    private void AddDelivery(
        Guid eventId,
        NotificationKind kind,
        PersonContact person,
        Preference? preference,
        string channel,
        string payload
    )
    {
        var choice = preference.For(kind, channel);
        if (choice == Choice.Off)
            return;
        var now = clock.GetUtcNow();
        var due = preference.DueAt(kind, choice, Reader.Of(person.Language, person.TimeZone).Zone, now);
        var delivery = new Delivery
        {
            Id = Ids.New(clock),
            EventId = eventId,
            Kind = kind.Name,
            Channel = channel,
            UserId = person.Id,
            Payload = payload,
            DueAt = due,
            IsDigest = choice == Choice.Digest,
            CreatedAt = now,
        };
        db.Add(delivery);
        if (delivery.IsDigest)
            // One for each, though the first sends them all: the others find nothing, and none has to know of the others.
            db.Enqueue(new SendDigest(person.Id), due ?? now);
        else
            db.EnqueueDelivery(delivery);
    }

    private async Task AddWebhooksAsync(Guid eventId, NotificationKind kind, DeliveryPayload payload, CancellationToken cancel)
    {
        // There are at most as many as an operator may make.
        var webhooks = await db.Webhooks.AsNoTracking().Where(w => w.IsEnabled).ToListAsync(cancel);
        foreach (var webhook in webhooks.Where(w => w.Wants(kind.Name)))
        {
            var delivery = new Delivery
            {
                Id = Ids.New(clock),
                EventId = eventId,
                Kind = kind.Name,
                Channel = webhook.ChannelName,
                WebhookId = webhook.Id,
                Payload = payload.ToJson(),
                CreatedAt = clock.GetUtcNow(),
            };
            db.Add(delivery);
            db.EnqueueDelivery(delivery);
        }
    }
}
