using ModelContextProtocol.Protocol;

namespace SmartAI.Mcp.Tests;

/// <summary>A program reads how the platform works from the platform.</summary>
public sealed class DocumentTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task The_guides_of_this_version_are_resources_that_can_be_listed_and_read()
    {
        var program = await platform.TokenAsync(await platform.SignedInAsync(), "identity.users.read");
        await using var mcp = await platform.McpAsync(program.Bearer!);
        var cancel = TestContext.Current.CancellationToken;

        var pages = await mcp.ListResourcesAsync(cancellationToken: cancel);
        var templates = await mcp.ListResourceTemplatesAsync(cancellationToken: cancel);
        var jobs = await mcp.ReadResourceAsync("smartai://docs/operators/jobs.md", cancellationToken: cancel);

        pages.Select(p => p.Uri).ShouldContain("smartai://docs/members/tokens.md");
        pages.Select(p => p.Uri).ShouldContain("smartai://docs/builders/operations.md");
        pages.ShouldAllBe(p => p.MimeType == "text/markdown" && p.Title!.Length > 0);
        templates.ShouldHaveSingleItem().UriTemplate.ShouldBe("smartai://docs/{guide}/{page}.md");
        jobs.Contents.ShouldHaveSingleItem().ShouldBeOfType<TextResourceContents>().Text.ShouldStartWith("# Background jobs");
    }

    [Theory]
    [InlineData("smartai://docs/operators/nothing.md")]
    [InlineData("smartai://docs/operators/../operators/jobs.md")]
    [InlineData("file:///etc/passwd")]
    public async Task What_is_no_page_is_refused_as_each_revision_has_it(string uri)
    {
        using var rpc = await platform.RpcAsync(await platform.SignedInAsync(), "identity.users.read");

        (await rpc.CallAsync("resources/read", new { uri })).GetProperty("error").GetProperty("code").GetInt32().ShouldBe(-32002);
    }

    [Fact]
    public async Task Nobody_reads_without_a_token()
    {
        (await platform.Anonymous().PostAsync("/mcp", """{"jsonrpc":"2.0","id":1,"method":"resources/list"}""")).ShouldBe(401);
    }

    [Fact]
    public async Task Guide_and_page_are_completed_from_what_is_there()
    {
        using var rpc = await platform.RpcAsync(await platform.SignedInAsync(), "identity.users.read");
        var template = new { type = "ref/resource", uri = "smartai://docs/{guide}/{page}.md" };

        (await CompleteAsync(rpc, template, "guide", "")).ShouldBe(["builders", "members", "operators"]);
        (await CompleteAsync(rpc, template, "page", "to", new { arguments = new { guide = "operators" } })).ShouldBe(["tools"]);
        (await CompleteAsync(rpc, template, "page", "to")).ShouldBe(["tokens", "tools"]);
        (await CompleteAsync(rpc, template, "else", "")).ShouldBeEmpty();
    }

    internal static async Task<IReadOnlyList<string?>> CompleteAsync(Rpc rpc, object of, string name, string value, object? context = null)
    {
        var answer = await rpc.CallAsync(
            "completion/complete",
            new
            {
                @ref = of,
                argument = new { name, value },
                context = context ?? new { },
            }
        );
        return
        [
            .. answer.GetProperty("result").GetProperty("completion").GetProperty("values").EnumerateArray().Select(v => v.GetString()),
        ];
    }
}
