using System.Text.Json;

namespace SmartAI.Assistant.Tests.Models;

/// <summary>A protocol's stream in its documented pieces.</summary>
internal abstract record Wire(string ContentType)
{
    internal abstract string[] Beginning { get; }
    internal abstract string[] Tool { get; }
    internal abstract string Broken { get; }

    internal abstract string Text(string text);

    internal abstract string[] End(string reason);

    internal static Wire Of(string path) =>
        path.EndsWith("/messages", StringComparison.Ordinal) ? new AnthropicWire()
        : path.EndsWith("/api/chat", StringComparison.Ordinal) ? new OllamaWire()
        : new OpenAiWire();

    internal static string Models(string path) =>
        path.EndsWith("/api/tags", StringComparison.Ordinal)
            ? """{"models":[{"name":"small"},{"name":"large"}]}"""
            : """{"data":[{"id":"small"},{"id":"large"}]}""";

    protected static string Json(string text) => JsonSerializer.Serialize(text);
}

internal sealed record OpenAiWire() : Wire("text/event-stream")
{
    internal override string[] Beginning => [Chunk("""{"role":"assistant","content":""}""")];
    internal override string Broken => "data: {\"id\":\"c\",\"choices\":[{\"delta\"\n\n";

    internal override string[] Tool =>
        [
            Chunk("""{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"lock","arguments":""}}]}"""),
            Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"i"}}]}"""),
            Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"d\": 7}"}}]}"""),
        ];

    internal override string Text(string text) => Chunk($$"""{"content":{{Json(text)}}}""");

    internal static string Call(int index, string id, string name, string arguments) =>
        Chunk(
            $$$"""{"tool_calls":[{"index":{{{index}}},"id":{{{Json(id)}}},"type":"function","function":{"name":{{{Json(name)}}},"arguments":{{{Json(arguments)}}}}}]}"""
        );

    internal override string[] End(string reason) =>
        [
            Chunk(
                "{}",
                reason switch
                {
                    "tools" => "\"tool_calls\"",
                    "filter" => "\"content_filter\"",
                    _ => "\"stop\"",
                }
            ),
            """data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}"""
                + "\n\n",
            "data: [DONE]\n\n",
        ];

    private static string Chunk(string delta, string finish = "null") =>
        $$"""data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}"""
        + "\n\n";
}

internal sealed record AnthropicWire() : Wire("text/event-stream")
{
    internal override string[] Beginning =>
        [
            Event(
                "message_start",
                """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"m","stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":1}}}"""
            ),
            Event("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
            Event("ping", """{"type":"ping"}"""),
        ];

    internal override string Broken => "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\"\n\n";

    internal override string[] Tool =>
        [
            Event("content_block_stop", """{"type":"content_block_stop","index":0}"""),
            Event(
                "content_block_start",
                """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"lock","input":{}}}"""
            ),
            Event(
                "content_block_delta",
                """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"i"}}"""
            ),
            Event(
                "content_block_delta",
                """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"d\": 7}"}}"""
            ),
        ];

    internal override string Text(string text) =>
        Event(
            "content_block_delta",
            $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":{{{Json(text)}}}}}"""
        );

    internal override string[] End(string reason) =>
        [
            Event("content_block_stop", $$"""{"type":"content_block_stop","index":{{(reason == "tools" ? 1 : 0)}}}"""),
            Event(
                "message_delta",
                $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{Reason(reason)}}}","stop_sequence":null},"usage":{"output_tokens":2}}"""
            ),
            Event("message_stop", """{"type":"message_stop"}"""),
        ];

    private static string Reason(string reason) =>
        reason switch
        {
            "tools" => "tool_use",
            "filter" => "refusal",
            _ => "end_turn",
        };

    private static string Event(string name, string data) => $"event: {name}\ndata: {data}\n\n";
}

internal sealed record OllamaWire() : Wire("application/x-ndjson")
{
    internal override string[] Beginning => [];
    internal override string Broken => "{\"model\":\"m\",\"message\":{\"role\"\n";

    internal override string[] Tool =>
        [Line("""{"role":"assistant","content":"","tool_calls":[{"function":{"name":"lock","arguments":{"id":7}}}]}""", "\"done\":false")];

    internal override string Text(string text) => Line($$"""{"role":"assistant","content":{{Json(text)}}}""", "\"done\":false");

    internal override string[] End(string reason) =>
        [
            Line(
                """{"role":"assistant","content":""}""",
                "\"done\":true,\"done_reason\":\"stop\",\"total_duration\":1,\"load_duration\":1,\"prompt_eval_count\":9,\"prompt_eval_duration\":1,\"eval_count\":2,\"eval_duration\":1"
            ),
        ];

    private static string Line(string message, string more) =>
        $$"""{"model":"m","created_at":"2026-01-01T00:00:00Z","message":{{message}},{{more}}}""" + "\n";
}
