using System.Text.Json;
using SmartAI.Mcp.Client;
using SmartAI.Platform;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Mcp.Tools;

/// <summary>
/// A tool of a server, as it was read last. It is allowed while the hash of all that it says of itself is the one that somebody allowed: a model believes a
/// description, so a new description is a new tool.
/// </summary>
internal sealed class OutsideTool
{
    internal const int MostOfServer = 200;
    internal const string ExampleHash = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08";

    public required Guid Id { get; init; }
    public required Guid ServerId { get; init; }
    public required string Name { get; init; }
    public string? Title { get; private set; }
    public string Description { get; private set; } = "";
    public string InputSchema { get; private set; } = "{}";

    /// <summary>Of name, title, description, schemas and hints: SHA-256 in hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The hash that somebody allowed; null while nobody has.</summary>
    public string? AllowedHash { get; set; }
    public uint Version { get; private set; }

    internal ToolState State =>
        AllowedHash is null ? ToolState.Off
        : AllowedHash == Hash ? ToolState.Allowed
        : ToolState.Changed;

    internal static OutsideTool Of(Guid serverId, OfferedTool offered, TimeProvider clock)
    {
        var tool = new OutsideTool
        {
            Id = Ids.New(clock),
            ServerId = serverId,
            Name = offered.Name,
        };
        tool.Take(offered);
        return tool;
    }

    /// <summary>Keeps what the server says of it now.</summary>
    internal void Take(OfferedTool offered) =>
        (Title, Description, InputSchema, Hash) = (offered.Title, offered.Description, offered.InputSchema, offered.Hash);
}

/// <summary>Whether a tool may be called.</summary>
internal enum ToolState
{
    /// <summary>Nobody has allowed it.</summary>
    Off,

    /// <summary>It may, as it was read last.</summary>
    Allowed,

    /// <summary>It was allowed and says something else of itself now.</summary>
    Changed,
}

/// <summary>A tool for whoever decides about it.</summary>
internal sealed record ServerToolView(
    string Name,
    string? Title,
    string Description,
    JsonElement InputSchema,
    [property: Example(OutsideTool.ExampleHash)] string Hash,
    ToolState State
)
{
    internal static ServerToolView Of(OutsideTool tool) =>
        new(tool.Name, tool.Title, tool.Description, JsonElement.Parse(tool.InputSchema), tool.Hash, tool.State);
}
