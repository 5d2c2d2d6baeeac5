using System.ComponentModel.DataAnnotations;
using System.Net;
using SmartAI.Platform.Http;
using SmartAI.Platform.Settings;

namespace SmartAI.Notifications;

/// <summary>Where notifications may go, and how long it is remembered where they went.</summary>
[SettingsSection("Notifications")]
internal sealed class NotificationsSettings : ICheckedSettings
{
    [Setting(
        "Addresses or networks that webhooks may reach although they are private or loopback, comma-separated; http: is allowed there too.",
        Example = "10.20.0.0/16"
    )]
    public string[] AllowedNetworks { get; set; } = [];

    [Setting("How long a webhook may take to answer, all in all, as hh:mm:ss.", Example = "00:00:10")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    [Setting("How long the previous secret of a webhook signs beside the new one, as d.hh:mm:ss.", Example = "1.00:00:00")]
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan SecretOverlap { get; set; } = TimeSpan.FromDays(1);

    [Setting("Days that a delivery stays in the ledger after it has ended.", Example = "90"), Range(1, 3650)]
    public int KeepDeliveriesDays { get; set; } = 90;

    [Setting("Days that a notification stays in a person's bell.", Example = "180"), Range(1, 3650)]
    public int KeepDays { get; set; } = 180;

    /// <summary>The networks as such; a single address is a network of one.</summary>
    internal IReadOnlyList<IPNetwork> Networks() => [.. AllowedNetworks.Select(text => OutboundAddresses.Read(text)!.Value)];

    /// <inheritdoc/>
    public string? Problem() =>
        Array.Find(AllowedNetworks, text => OutboundAddresses.Read(text) is null) is { } wrong
            ? $"SMARTAI_NOTIFICATIONS__ALLOWEDNETWORKS names \"{wrong}\", which is neither an address nor a network. Example: SMARTAI_NOTIFICATIONS__ALLOWEDNETWORKS=10.20.0.0/16"
            : null;
}
