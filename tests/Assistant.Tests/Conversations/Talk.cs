using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace SmartAI.Assistant.Tests.Conversations;

/// <summary>What a person does in a conversation, over HTTP.</summary>
internal static class Talk
{
    internal const string Path = "/api/v1/assistant/conversations";

    internal static async Task<Guid> BeginAsync(this Browser by, bool temporary = false) =>
        (await by.PostAsync(Path, new { isTemporary = temporary })).ShouldBe(201).Id;

    /// <summary>Says something and reads the answer to its end.</summary>
    internal static async Task<IReadOnlyList<SseItem<JsonElement>>> SayAsync(
        this Browser by,
        Guid conversation,
        object message,
        params (string Name, string Value)[] headers
    ) => Read((await by.PostAsync($"{Path}/{conversation}/messages", message, headers)).ShouldBe(200).Body);

    internal static async Task<IReadOnlyList<SseItem<JsonElement>>> FollowAsync(
        this Browser by,
        Guid conversation,
        params (string Name, string Value)[] headers
    ) => Read((await by.GetAsync($"{Path}/{conversation}/stream", headers)).ShouldBe(200).Body);

    internal static async Task<JsonElement> ConversationAsync(this Browser by, Guid conversation) =>
        (await by.GetAsync($"{Path}/{conversation}")).ShouldBe(200).Json;

    internal static IReadOnlyList<JsonElement> Messages(this JsonElement conversation) =>
        [.. conversation.GetProperty("messages").EnumerateArray()];

    internal static IReadOnlyList<JsonElement> Parts(this JsonElement message) => [.. message.GetProperty("parts").EnumerateArray()];

    /// <summary>True for a part of this kind.</summary>
    internal static bool IsOf(this JsonElement data, string kind) =>
        data.ValueKind == JsonValueKind.Object && data.TryGetProperty("kind", out var its) && its.GetString() == kind;

    /// <summary>The last word about each call, in the order of the calls.</summary>
    internal static IReadOnlyList<JsonElement> Steps(this IEnumerable<SseItem<JsonElement>> told) =>
        [.. told.Where(e => e.Data.IsOf("tool")).Select(e => e.Data.GetProperty("tool")).GroupBy(t => t.Is("id")).Select(g => g.Last())];

    internal static string? Is(this JsonElement element, string member) => element.GetProperty(member).GetString();

    private static IReadOnlyList<SseItem<JsonElement>> Read(string body) =>
        [
            .. SseParser
                .Create(new MemoryStream(Encoding.UTF8.GetBytes(body)), (_, data) => JsonSerializer.Deserialize<JsonElement>(data))
                .Enumerate(),
        ];
}
