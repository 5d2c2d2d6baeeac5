using System.ComponentModel.DataAnnotations;
using System.Net;
using SmartAI.Platform.Http;
using SmartAI.Platform.Settings;

namespace SmartAI.Assistant;

/// <summary>Where the assistant may reach models, and how much of an answer it takes.</summary>
[SettingsSection("Assistant")]
internal sealed class AssistantSettings : ICheckedSettings
{
    [Setting(
        "Addresses or networks where providers may be reached although they are private or loopback, comma-separated; http: is allowed there too.",
        Example = "127.0.0.1,10.20.0.0/16"
    )]
    public string[] AllowedNetworks { get; set; } = [];

    [Setting("Most characters that one piece of a streamed answer may have; a provider that sends more is cut off.", Example = "65536")]
    [Range(1_000, 250_000)]
    public int LongestPiece { get; set; } = 65_536;

    [Setting("Most characters that a whole answer may have; a provider that sends more is cut off.", Example = "400000")]
    [Range(1_000, 10_000_000)]
    public int LongestAnswer { get; set; } = 400_000;

    [Setting("The currency that models are priced in; shown beside costs, never converted.", Example = "EUR")]
    [RegularExpression("^[A-Z]{3}$")]
    public string Currency { get; set; } = "USD";

    /// <summary>The networks as such; a single address is a network of one.</summary>
    internal IReadOnlyList<IPNetwork> Networks() => [.. AllowedNetworks.Select(text => OutboundAddresses.Read(text)!.Value)];

    /// <inheritdoc/>
    public string? Problem() =>
        Array.Find(AllowedNetworks, text => OutboundAddresses.Read(text) is null) is { } wrong
            ? $"SMARTAI_ASSISTANT__ALLOWEDNETWORKS names \"{wrong}\", which is neither an address nor a network. Example: SMARTAI_ASSISTANT__ALLOWEDNETWORKS=127.0.0.1"
            : null;
}
