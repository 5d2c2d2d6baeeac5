using System.Collections.Frozen;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using SmartAI.Platform.Operations.Tools;
using ProtocolTool = ModelContextProtocol.Protocol.Tool;
using Tool = SmartAI.Platform.Operations.Tools.Tool;

namespace SmartAI.Platform.Operations.Mcp;

/// <summary>The tools in the protocol's words, made once: a list of them is asked for at the beginning of every conversation.</summary>
internal sealed class ToolDescriptions(ToolCatalog catalog)
{
    private readonly Lazy<FrozenDictionary<string, ProtocolTool>> _all = new(() =>
        catalog.All.ToFrozenDictionary(t => t.Name, Describe, StringComparer.Ordinal)
    );

    internal ProtocolTool Of(Tool tool) => _all.Value[tool.Name];

    private static ProtocolTool Describe(Tool tool) =>
        new()
        {
            Name = tool.Name,
            Title = tool.Title,
            Description = tool.Description,
            InputSchema = tool.Input,
            OutputSchema = tool.Output is { } output && !tool.ReadsOnly ? ToolSchemas.OrPending(output) : tool.Output,
            Annotations = new ToolAnnotations
            {
                Title = tool.Title,
                ReadOnlyHint = tool.ReadsOnly,
                // Whether a change only adds cannot be seen from outside: clients should ask their person.
                DestructiveHint = !tool.ReadsOnly,
                OpenWorldHint = false,
            },
            // Which scope a token has to carry; "self" asks for none. A client can tell before it is refused.
            Meta = new JsonObject { ["permission"] = tool.Info.Access.Shown },
        };
}
