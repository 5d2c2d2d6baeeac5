using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Contracts;
using SmartAI.Notifications.Data;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Notifications.Deliveries;

/// <summary>The ledger: every delivery, and one with its attempts.</summary>
internal static class ReadDeliveries
{
    private static readonly ListOf<Delivery, DeliveryLine> Deliveries = ListOf<Delivery, DeliveryLine>
        .By(
            d => d.Id,
            d => new DeliveryLine(
                d.Id,
                d.EventId,
                d.Kind,
                d.Channel,
                d.UserId,
                d.WebhookId,
                d.Status,
                d.Attempts,
                d.Reason,
                d.LatencyMs,
                d.DueAt,
                d.CreatedAt,
                d.FinishedAt
            )
        )
        .Sort("createdAt", d => d.CreatedAt)
        .FilterAny<DeliveryStatus>("status", "Only deliveries in this state.", (d, states) => states.Contains(d.Status))
        .FilterAny<string>("channel", "Only deliveries over this channel.", (d, channels) => channels.Contains(d.Channel))
        .FilterAny<string>("kind", "Only deliveries of this kind of event.", (d, kinds) => kinds.Contains(d.Kind))
        .Filter<Guid>("userId", "Only deliveries to this person.", (d, user) => d.UserId == user)
        .Filter<Guid>("webhookId", "Only deliveries to this webhook.", (d, webhook) => d.WebhookId == webhook)
        .Filter<Guid>("eventId", "Only deliveries of this one event.", (d, id) => d.EventId == id)
        .Filter<DateTimeOffset>("createdFrom", "Only deliveries made at this time or later.", (d, from) => d.CreatedAt >= from)
        .Filter<DateTimeOffset>("createdTo", "Only deliveries made before this time.", (d, to) => d.CreatedAt < to);

    internal static void Map(RouteGroupBuilder deliveries)
    {
        deliveries
            .MapGet("/", ListAsync)
            .Operation(
                "notifications.deliveries.list",
                "List deliveries",
                "What was sent to whom over which channel, and how that went. A file holds them as they are stored, without names."
            )
            .Requires(NotificationsPermissions.ReadDeliveries)
            .WithMetadata(Deliveries.Describe())
            .Produces<Page<NamedDelivery>>(StatusCodes.Status200OK)
            .AsTool(ToolUse.Read);
        deliveries
            .MapGet("/{id:guid}", GetAsync)
            .Operation("notifications.deliveries.get", "Read one delivery with its attempts")
            .Requires(NotificationsPermissions.ReadDeliveries)
            .Addresses(NotificationsAudit.Delivery)
            .Fails(NotificationsErrors.DeliveryNotFound)
            .AsTool(ToolUse.Read);
    }

    private static async Task<IResult> ListAsync(ListRequest list, NotificationsDb db, IPeople people, CancellationToken cancel)
    {
        var answer = await Deliveries.AnswerAsync(list, db, cancel);
        if (answer is not Ok<Page<DeliveryLine>> { Value: { } page })
            return answer;
        // People are another module's: their names are asked for, a page at a time.
        Guid[] webhooks = [.. page.Items.Select(d => d.WebhookId).OfType<Guid>().Distinct()];
        var names = await db.Webhooks.Where(w => webhooks.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Name, cancel);
        foreach (var person in await people.FindAsync([.. page.Items.Select(d => d.UserId).OfType<Guid>().Distinct()], cancel))
            names[person.Id] = person.Name;
        return TypedResults.Ok(
            new Page<NamedDelivery>(
                [.. page.Items.Select(d => new NamedDelivery(d, names.GetValueOrDefault(d.UserId ?? d.WebhookId ?? Guid.Empty)))],
                page.Next,
                page.Total
            )
        );
    }

    private static async Task<Results<Ok<DeliveryDetail>, ProblemHttpResult>> GetAsync(
        Guid id,
        NotificationsDb db,
        IPeople people,
        CancellationToken cancel
    )
    {
        var delivery = await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel);
        return delivery is null
            ? NotificationsErrors.DeliveryNotFound.ToProblem()
            : TypedResults.Ok(await DeliveryDetail.OfAsync(delivery, db, people, cancel));
    }
}

/// <summary>A delivery as it is stored, for pages before they get their names, and for files.</summary>
internal record DeliveryLine(
    Guid Id,
    Guid EventId,
    [property: Example("identity.account_locked")] string Kind,
    [property: Example("email")] string Channel,
    Guid? UserId,
    Guid? WebhookId,
    DeliveryStatus Status,
    int Attempts,
    [property: Example("The mail server answered 451; it may take the mail later.")] string? Reason,
    int? LatencyMs,
    DateTimeOffset? DueAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt
);

/// <summary>A delivery in a list, with the name of the person or the webhook; null for one that is gone.</summary>
internal sealed record NamedDelivery : DeliveryLine
{
    internal NamedDelivery(DeliveryLine stored, string? recipientName)
        : base(stored) => RecipientName = recipientName;

    [Example("Sam Rivera")]
    public string? RecipientName { get; }
}

/// <summary>One attempt at a delivery.</summary>
internal sealed record AttemptView(int Number, DateTimeOffset StartedAt, int? LatencyMs, AttemptOutcome Outcome, string? Reason);

/// <summary>A delivery on its own page.</summary>
internal sealed record DeliveryDetail(
    Guid Id,
    Guid EventId,
    [property: Example("identity.account_locked")] string Kind,
    [property: Example("email")] string Channel,
    Guid? UserId,
    Guid? WebhookId,
    [property: Example("Sam Rivera")] string? RecipientName,
    DeliveryStatus Status,
    [property: Example("The mail server answered 451; it may take the mail later.")] string? Reason,
    DateTimeOffset? DueAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<AttemptView> Attempts
)
{
    private const int Most = 100;

    internal static async Task<DeliveryDetail> OfAsync(Delivery delivery, NotificationsDb db, IPeople people, CancellationToken cancel)
    {
        var name = delivery.UserId is { } user
            ? (await people.FindAsync([user], cancel)).Select(p => p.Name).SingleOrDefault()
            : await db.Webhooks.Where(w => w.Id == delivery.WebhookId).Select(w => w.Name).SingleOrDefaultAsync(cancel);
        var attempts = await db
            .Attempts.Where(a => a.DeliveryId == delivery.Id)
            .OrderByDescending(a => a.Number)
            .Take(Most)
            .Select(a => new AttemptView(a.Number, a.StartedAt, a.LatencyMs, a.Outcome, a.Reason))
            .ToListAsync(cancel);
        return new(
            delivery.Id,
            delivery.EventId,
            delivery.Kind,
            delivery.Channel,
            delivery.UserId,
            delivery.WebhookId,
            name,
            delivery.Status,
            delivery.Reason,
            delivery.DueAt,
            delivery.CreatedAt,
            delivery.FinishedAt,
            attempts
        );
    }
}
