using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace SmartAI.Audit.Tests;

/// <summary>Reads the trail as an auditor does.</summary>
internal static class Trail
{
    /// <summary>The only entry that a query finds.</summary>
    internal static async Task<JsonElement> EntryAsync(Browser reader, string query) =>
        (await reader.GetAsync($"/api/v1/audit?{query}")).ShouldBe(200).Items.ShouldHaveSingleItem();

    internal static string? Action(JsonElement entry) => entry.GetProperty("action").GetString();

    /// <summary>What an entry is about: <c>identity.user 0199...</c>, or an empty text.</summary>
    internal static string Target(JsonElement entry) =>
        entry.GetProperty("target") is { ValueKind: JsonValueKind.Object } target
            ? $"{target.GetProperty("type").GetString()} {target.GetProperty("id").GetString()}"
            : "";

    /// <summary>What a tool said first.</summary>
    internal static string Text(CallToolResult result) =>
        string.Concat(result.Content.OfType<TextContentBlock>().Take(1).Select(t => t.Text));
}
