using System.ComponentModel.DataAnnotations;
using System.Net;
using SmartAI.Platform.Http;
using SmartAI.Platform.Settings;

namespace SmartAI.Mcp;

/// <summary>Where outside MCP servers may be, and how much of an answer is taken.</summary>
[SettingsSection("Mcp")]
internal sealed class McpSettings : ICheckedSettings
{
    [Setting(
        "Addresses or networks where MCP servers may be although they are private or loopback, comma-separated; http: is allowed there too.",
        Example = "127.0.0.1,10.20.0.0/16"
    )]
    public string[] AllowedNetworks { get; set; } = [];

    [Setting("Most bytes that an MCP server may send in one call, all its answers together.", Example = "2000000")]
    [Range(10_000, 20_000_000)]
    public int MostBytes { get; set; } = 2_000_000;

    internal IReadOnlyList<IPNetwork> Networks() => [.. AllowedNetworks.Select(text => OutboundAddresses.Read(text)!.Value)];

    /// <inheritdoc/>
    public string? Problem() =>
        Array.Find(AllowedNetworks, text => OutboundAddresses.Read(text) is null) is { } wrong
            ? $"SMARTAI_MCP__ALLOWEDNETWORKS names \"{wrong}\", which is neither an address nor a network. Example: SMARTAI_MCP__ALLOWEDNETWORKS=127.0.0.1"
            : null;
}

/// <summary>Where servers may be reached.</summary>
internal sealed class ServerAddresses(McpSettings settings) : OutboundAddresses(settings.Networks());
