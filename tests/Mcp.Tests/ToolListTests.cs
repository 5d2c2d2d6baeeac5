using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Mcp.Tests;

/// <summary>An installation with more tools than fit on a page.</summary>
public sealed class ManyToolsFixture : PlatformFixture
{
    internal const int Many = 250;

    protected override void Map(WebApplication app)
    {
        var things = app.MapGroup("/api/v1/many");
        foreach (var number in Enumerable.Range(0, Many))
        {
            things
                .MapGet($"/{number}", (CancellationToken cancel) => TypedResults.Ok(new Thing(number)))
                .Operation($"many.thing{number}.read", $"Read thing {number}")
                .RequiresSelf()
                .AsTool(ToolUse.Read);
        }
    }

    internal sealed record Thing(int Number);
}

public sealed class ToolListTests(ManyToolsFixture platform) : IClassFixture<ManyToolsFixture>
{
    [Fact]
    public async Task A_catalogue_that_does_not_fit_comes_in_pages_with_every_tool_once()
    {
        using var rpc = await platform.RpcAsync(await platform.SignedInAsync(), "identity.users.read");

        var first = (await rpc.CallAsync("tools/list")).GetProperty("result");
        var cursor = first.GetProperty("nextCursor").GetString();
        var second = (await rpc.CallAsync("tools/list", new { cursor })).GetProperty("result");

        first.GetProperty("tools").GetArrayLength().ShouldBe(200);
        second.TryGetProperty("nextCursor", out _).ShouldBeFalse();
        var names = new[] { first, second }
            .SelectMany(page => page.GetProperty("tools").EnumerateArray().Select(t => t.GetProperty("name").GetString()))
            .ToList();
        names.ShouldBe(names.Distinct().Order(StringComparer.Ordinal));
        names.Count(n => n!.StartsWith("many_thing", StringComparison.Ordinal)).ShouldBe(ManyToolsFixture.Many);
    }

    [Fact]
    public async Task A_client_library_finds_all_of_them_by_itself()
    {
        var program = await platform.TokenAsync(await platform.SignedInAsync(), "identity.users.read");
        await using var mcp = await platform.McpAsync(program.Bearer!);

        (await mcp.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken)).Count.ShouldBeGreaterThan(
            ManyToolsFixture.Many
        );
    }

    [Fact]
    public async Task A_cursor_of_something_else_is_refused_and_says_so()
    {
        using var rpc = await platform.RpcAsync(await platform.SignedInAsync(), "identity.users.read");

        var error = (await rpc.CallAsync("tools/list", new { cursor = "zzz" })).GetProperty("error");

        error.GetProperty("code").GetInt32().ShouldBe(-32602);
        error.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain("cursor");
    }

    [Fact]
    public async Task A_tool_tells_its_scope_whether_it_only_reads_and_what_it_answers()
    {
        var administrator = await platform.AdministratorAsync();
        using var rpc = await platform.RpcAsync(administrator, "identity.users.read");

        var result = (await rpc.CallAsync("tools/list")).GetProperty("result");
        var tools = result.GetProperty("tools").EnumerateArray().ToDictionary(t => t.GetProperty("name").GetString()!);

        string? Scope(string tool) => tools[tool].GetProperty("_meta").GetProperty("permission").GetString();
        Scope("identity_users_lock").ShouldBe("identity.users.lock");
        Scope("identity_me_read").ShouldBe("self");
        var hints = tools["identity_users_lock"].GetProperty("annotations");
        hints.GetProperty("readOnlyHint").GetBoolean().ShouldBeFalse();
        hints.GetProperty("destructiveHint").GetBoolean().ShouldBeTrue();
        tools["identity_users_get"].GetProperty("annotations").GetProperty("readOnlyHint").GetBoolean().ShouldBeTrue();
        tools["identity_users_get"].GetProperty("outputSchema").GetProperty("type").GetString().ShouldBe("object");
        // Who may call what is one person's: nobody in between may keep it for others.
        result.GetProperty("cacheScope").GetString().ShouldBe("private");
    }
}
