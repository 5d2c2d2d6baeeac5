using System.ComponentModel;
using System.Text;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SmartAI.Mcp.Tests.Conformance;

/// <summary>The tools that the suite calls by name, with the answers that it expects.</summary>
[McpServerToolType]
public sealed class SuiteTools
{
    /// <summary>A red pixel.</summary>
    internal const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    /// <summary>A sound of no length.</summary>
    private const string Wav = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";

    private static ImageContentBlock Image => new() { Data = Encoding.ASCII.GetBytes(Png), MimeType = "image/png" };

    [McpServerTool(Name = "test_simple_text"), Description("Answers with a text")]
    public static string Text() => "This is a simple text response for testing.";

    [McpServerTool(Name = "test_image_content"), Description("Answers with an image")]
    public static ImageContentBlock Picture() => Image;

    [McpServerTool(Name = "test_audio_content"), Description("Answers with a sound")]
    public static AudioContentBlock Sound() => new() { Data = Encoding.ASCII.GetBytes(Wav), MimeType = "audio/wav" };

    [McpServerTool(Name = "test_embedded_resource"), Description("Answers with a resource")]
    public static EmbeddedResourceBlock Embedded() =>
        Resource("test://embedded-resource", "text/plain", "This is an embedded resource content.");

    [McpServerTool(Name = "test_multiple_content_types"), Description("Answers with a text, an image and a resource")]
    public static ContentBlock[] Mixed() =>
        [
            new TextContentBlock { Text = "Multiple content types test:" },
            Image,
            Resource("test://mixed-content-resource", "application/json", """{"test":"data","value":123}"""),
        ];

    [McpServerTool(Name = "test_error_handling"), Description("Fails")]
    public static CallToolResult Fail() =>
        new() { IsError = true, Content = [new TextContentBlock { Text = "This tool intentionally returns an error for testing" }] };

    [McpServerTool(Name = "test_tool_with_progress"), Description("Tells how far it is")]
    public static async Task<string> Progress(RequestContext<CallToolRequestParams> request, CancellationToken cancel)
    {
        if (request.Params.ProgressToken is { } token)
            foreach (var done in new[] { 0, 50, 100 })
                await request.Server.NotifyProgressAsync(
                    token,
                    new ProgressNotificationValue { Progress = done, Total = 100 },
                    cancellationToken: cancel
                );
        return "Done.";
    }

    [McpServerTool(Name = "test_logging_tool"), Description("Has nothing to log")]
    public static string Log() => "Nothing was logged.";

    [McpServerTool(Name = "test_missing_capability"), Description("Needs a client that can sample")]
    public static string Demand(RequestContext<CallToolRequestParams> request) =>
        request.JsonRpcRequest.Context?.ClientCapabilities?.Sampling is not null
            ? "The client can sample."
            : throw new MissingRequiredClientCapabilityException(new ClientCapabilities { Sampling = new SamplingCapability() });

    [McpServerTool(Name = "test_streaming_elicitation"), Description("Answers without asking back")]
    public static string AskNothing() => "This server asks its clients nothing.";

    /// <summary>A tool whose schema uses what JSON Schema 2020-12 has; the suite looks that nothing of it is lost.</summary>
    internal static McpServerTool WithWideSchema()
    {
        var tool = McpServerTool.Create(() => "Done.", new() { Name = "json_schema_2020_12_tool", Description = "Has a wide schema" });
        tool.ProtocolTool.InputSchema = JsonElement.Parse(
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
              "$defs": { "address": { "$anchor": "addressDef", "type": "object",
                "properties": { "street": { "type": "string" }, "city": { "type": "string" } } } },
              "properties": {
                "name": { "type": "string" }, "address": { "$ref": "#/$defs/address" },
                "contactMethod": { "type": "string", "enum": ["phone", "email"] },
                "phone": { "type": "string" }, "email": { "type": "string" } },
              "allOf": [{ "anyOf": [{ "required": ["phone"] }, { "required": ["email"] }] }],
              "if": { "properties": { "contactMethod": { "const": "phone" } }, "required": ["contactMethod"] },
              "then": { "required": ["phone"] }, "else": { "required": ["email"] },
              "additionalProperties": false
            }
            """
        );
        return tool;
    }

    private static EmbeddedResourceBlock Resource(string uri, string type, string text) =>
        new()
        {
            Resource = new TextResourceContents
            {
                Uri = uri,
                MimeType = type,
                Text = text,
            },
        };
}
