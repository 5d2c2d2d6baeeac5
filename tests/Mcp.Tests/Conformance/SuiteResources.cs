using System.ComponentModel;
using System.Text;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SmartAI.Mcp.Tests.Conformance;

/// <summary>The resources that the suite reads by address.</summary>
[McpServerResourceType]
public sealed class SuiteResources
{
    [McpServerResource(UriTemplate = "test://static-text", Name = "text", MimeType = "text/plain")]
    public static string Text() => "This is the content of the static text resource.";

    [McpServerResource(UriTemplate = "test://static-binary", Name = "binary", MimeType = "image/png")]
    public static BlobResourceContents Binary() =>
        new()
        {
            Uri = "test://static-binary",
            MimeType = "image/png",
            Blob = Encoding.ASCII.GetBytes(SuiteTools.Png),
        };

    [McpServerResource(UriTemplate = "test://template/{id}/data", Name = "template", MimeType = "application/json")]
    public static string Filled(string id) => $$"""{"id":"{{id}}","templateTest":true,"data":"Data for ID: {{id}}"}""";
}

/// <summary>The prompts that the suite gets by name.</summary>
[McpServerPromptType]
public sealed class SuitePrompts
{
    [McpServerPrompt(Name = "test_simple_prompt"), Description("Says one thing")]
    public static string Simple() => "This is a simple prompt for testing.";

    [McpServerPrompt(Name = "test_prompt_with_arguments"), Description("Says what it was given")]
    public static string Filled([Description("The first")] string arg1, [Description("The second")] string arg2) =>
        $"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'";

    [McpServerPrompt(Name = "test_prompt_with_embedded_resource"), Description("Brings a resource along")]
    public static PromptMessage[] Embedded([Description("Its address")] string resourceUri) =>
        [
            Say(
                new EmbeddedResourceBlock
                {
                    Resource = new TextResourceContents
                    {
                        Uri = resourceUri,
                        MimeType = "text/plain",
                        Text = "Embedded resource content for testing.",
                    },
                }
            ),
            Say(new TextContentBlock { Text = "Please process the embedded resource above." }),
        ];

    [McpServerPrompt(Name = "test_prompt_with_image"), Description("Brings an image along")]
    public static PromptMessage[] Image() =>
        [
            Say(new ImageContentBlock { Data = Encoding.ASCII.GetBytes(SuiteTools.Png), MimeType = "image/png" }),
            Say(new TextContentBlock { Text = "Please analyze the image above." }),
        ];

    private static PromptMessage Say(ContentBlock content) => new() { Role = Role.User, Content = content };
}
