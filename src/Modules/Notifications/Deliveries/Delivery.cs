using System.Text.Json;

namespace SmartAI.Notifications.Deliveries;

/// <summary>One line of the ledger: one event to one recipient over one channel.</summary>
internal sealed class Delivery
{
    /// <summary>Also what the other side knows it by: Message-ID, <c>webhook-id</c>.</summary>
    public required Guid Id { get; init; }
    public required Guid EventId { get; init; }
    public required string Kind { get; init; }
    public required string Channel { get; init; }

    /// <summary>The person; null for a webhook.</summary>
    public Guid? UserId { get; init; }

    /// <summary>The webhook; null for a person.</summary>
    public Guid? WebhookId { get; init; }

    /// <summary>What is told, as <see cref="DeliveryPayload"/>.</summary>
    public required string Payload { get; init; }
    public DeliveryStatus Status { get; set; } = DeliveryStatus.Waiting;
    public int Attempts { get; set; }

    /// <summary>Not before this, where quiet hours or a digest hold it back.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>True while it waits to go out with others of its day.</summary>
    public bool IsDigest { get; set; }

    /// <summary>The run that gathered it into a digest, so that a second run knows its own.</summary>
    public Guid? DigestId { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Why it is as it is, without addresses and secrets.</summary>
    public string? Reason { get; set; }

    /// <summary>How long the other side took in the last attempt.</summary>
    public int? LatencyMs { get; set; }

    internal void End(DeliveryStatus status, string? reason, DateTimeOffset now) => (Status, Reason, FinishedAt) = (status, reason, now);
}

internal enum DeliveryStatus
{
    /// <summary>It is still to be sent, for the first time or again.</summary>
    Waiting,

    /// <summary>An attempt has begun.</summary>
    Sending,

    /// <summary>The other side has it.</summary>
    Delivered,

    /// <summary>Given up; an operator can send it again.</summary>
    Dead,

    /// <summary>Nobody knows whether the other side has it, and the other side would not notice a repeat: an operator decides.</summary>
    Uncertain,

    /// <summary>There was nowhere to send it: no confirmed address, or one that refuses mail.</summary>
    Skipped,
}

/// <summary>One attempt.</summary>
internal sealed class DeliveryAttempt
{
    public required Guid Id { get; init; }
    public required Guid DeliveryId { get; init; }
    public required int Number { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public int? LatencyMs { get; set; }
    public AttemptOutcome Outcome { get; set; } = AttemptOutcome.Running;
    public string? Reason { get; set; }
}

internal enum AttemptOutcome
{
    Running,
    Delivered,
    Failed,
    Refused,
    Uncertain,
}

/// <summary>What a delivery tells.</summary>
internal sealed record DeliveryPayload(Dictionary<string, JsonElement> Values, string? Link, DateTimeOffset RaisedAt, Guid[]? People = null)
{
    /// <summary>True for a webhook if the event concerns more people than it names.</summary>
    public bool HasMorePeople { get; init; }

    /// <summary>The language of an operator's test; null for the person's own.</summary>
    public string? Language { get; init; }

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    internal static DeliveryPayload Of(Delivery delivery) =>
        JsonSerializer.Deserialize<DeliveryPayload>(delivery.Payload, JsonSerializerOptions.Web)!;
}

/// <summary>An address that the mail server refuses for good. No notification goes there until an operator takes it off.</summary>
internal sealed class RefusedAddress
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required string Address { get; init; }
    public required string Normalized { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset RefusedAt { get; init; }

    internal static string Normalize(string address) => address.ToUpperInvariant();
}
