using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using SmartAI.Mcp.Tools;

namespace SmartAI.Mcp.Client;

/// <summary>What a server says of a tool, and the hash of all of it.</summary>
internal sealed record OfferedTool(string Name, string? Title, string Description, string InputSchema, string Hash);

/// <summary>The tools that a server offers, as far as they can be used.</summary>
internal sealed partial record OfferedTools(IReadOnlyList<OfferedTool> Usable, int Ignored)
{
    private const int LongestDescription = 8_000;
    private const int LongestSchema = 64_000;

    internal static OfferedTools Of(IList<McpClientTool> offered)
    {
        var usable = offered
            .Select(t => t.ProtocolTool)
            .Where(IsUsable)
            .DistinctBy(t => t.Name, StringComparer.Ordinal)
            .Take(OutsideTool.MostOfServer)
            .Select(t => new OfferedTool(t.Name, t.Title, t.Description ?? "", t.InputSchema.GetRawText(), HashOf(t)))
            .ToList();
        return new OfferedTools(usable, offered.Count - usable.Count);
    }

    private static bool IsUsable(Tool tool) =>
        NameForm().IsMatch(tool.Name)
        && IsKept(tool.Title ?? "", 300)
        && IsKept(tool.Description ?? "", LongestDescription)
        && tool.InputSchema.GetRawText() is { Length: <= LongestSchema } schema
        // PostgreSQL keeps no NUL in its JSON.
        && !schema.Contains("\\u0000", StringComparison.Ordinal);

    private static bool IsKept(string text, int longest) => text.Length <= longest && !text.Contains('\0', StringComparison.Ordinal);

    private static string HashOf(Tool tool) =>
        Convert.ToHexString(
            SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        tool.Name,
                        tool.Title,
                        tool.Description,
                        Input = tool.InputSchema.GetRawText(),
                        Output = tool.OutputSchema?.GetRawText(),
                        Hints = new
                        {
                            tool.Annotations?.Title,
                            tool.Annotations?.ReadOnlyHint,
                            tool.Annotations?.DestructiveHint,
                            tool.Annotations?.IdempotentHint,
                            tool.Annotations?.OpenWorldHint,
                        },
                    }
                )
            )
        );

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,128}\z")]
    private static partial Regex NameForm();
}

/// <summary>What a tool elsewhere answered. All of it is that server's word.</summary>
/// <param name="IsError">True if the tool says that it failed.</param>
/// <param name="Texts">Its texts, in order.</param>
/// <param name="Structured">Its result as JSON, if it gave one.</param>
/// <param name="LeftOut">How many images, sounds and resources it sent beside; they are not passed on.</param>
internal sealed record OutsideAnswer(bool IsError, IReadOnlyList<string> Texts, JsonElement? Structured, int LeftOut)
{
    internal static OutsideAnswer Of(CallToolResult result)
    {
        var texts = result.Content.OfType<TextContentBlock>().Select(t => t.Text).ToList();
        return new OutsideAnswer(result.IsError == true, texts, result.StructuredContent, result.Content.Count - texts.Count);
    }
}
