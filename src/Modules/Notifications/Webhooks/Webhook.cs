using SmartAI.Platform.Audit;

namespace SmartAI.Notifications.Webhooks;

/// <summary>A place outside that is told of events. Address and secrets are kept encrypted: the address of a Slack webhook is its secret.</summary>
[Audited]
internal sealed class Webhook
{
    internal const int Most = 100;
    internal const int MaxName = 100;
    internal const int MaxUrl = 2000;

    public required Guid Id { get; init; }
    public required string Name { get; set; }

    [AuditIgnored]
    public required WebhookFormat Format { get; init; }

    /// <summary>Of its titles and texts, which people read where Slack or a program shows them.</summary>
    public required WebhookLanguage Language { get; set; }

    [AuditMasked]
    public required string ProtectedUrl { get; set; }

    /// <summary>What of the address may be shown: scheme and host.</summary>
    public required string Origin { get; set; }

    [AuditMasked]
    public string? ProtectedSecret { get; set; }

    /// <summary>Signs beside the new one until <see cref="PreviousUntil"/>.</summary>
    [AuditMasked]
    public string? PreviousProtectedSecret { get; set; }

    [AuditIgnored]
    public DateTimeOffset? PreviousUntil { get; set; }

    /// <summary>The kinds of events that it is told of; all of them where it is empty.</summary>
    public string[] Kinds { get; set; } = [];
    public bool IsEnabled { get; set; } = true;

    [AuditIgnored]
    public required DateTimeOffset CreatedAt { get; init; }
    public uint Version { get; private set; }

    internal string ChannelName => Format == WebhookFormat.Slack ? "slack" : "webhook";

    internal bool Wants(string kind) => Kinds.Length == 0 || Kinds.Contains(kind, StringComparer.Ordinal);
}

/// <summary>What a webhook is sent.</summary>
internal enum WebhookFormat
{
    /// <summary>A signed JSON event (Standard Webhooks).</summary>
    Standard,

    /// <summary>A text, as Slack and those that speak like it take it.</summary>
    Slack,
}

/// <summary>The language of what a webhook is told, as the platform speaks it.</summary>
internal enum WebhookLanguage
{
    En,
    Es,
    Fr,
}

/// <summary>A webhook without its secrets.</summary>
internal sealed record WebhookView(
    Guid Id,
    string Name,
    WebhookFormat Format,
    WebhookLanguage Language,
    [property: SmartAI.Platform.Operations.OpenApi.Example("https://hooks.example.org")] string Origin,
    [property: SmartAI.Platform.Operations.OpenApi.Example("identity.account_locked")] string[] Kinds,
    bool IsEnabled,
    DateTimeOffset? PreviousSecretUntil,
    DateTimeOffset CreatedAt
)
{
    internal static WebhookView Of(Webhook webhook) =>
        new(
            webhook.Id,
            webhook.Name,
            webhook.Format,
            webhook.Language,
            webhook.Origin,
            webhook.Kinds,
            webhook.IsEnabled,
            webhook.PreviousUntil,
            webhook.CreatedAt
        );
}
