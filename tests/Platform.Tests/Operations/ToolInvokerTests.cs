using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Platform.Tests.Operations;

/// <summary>Calls tools on a small server without a database: self operations of the web face, which the trail leaves out.</summary>
public sealed class ToolInvokerTests : IAsyncLifetime
{
    private DemoServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await DemoServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_outer_request_keeps_its_context()
    {
        var accessor = _server.Services.GetRequiredService<IHttpContextAccessor>();
        var outer = new DefaultHttpContext();
        accessor.HttpContext = outer;

        var result = await CallAsync("demo_echo", """{"word":"hello"}""");

        result.IsError.ShouldBeFalse();
        result.Content!.Value.GetProperty("ownContext").GetBoolean().ShouldBeTrue();
        accessor.HttpContext.ShouldBeSameAs(outer);
    }

    [Fact]
    public async Task The_operation_sees_caller_client_and_arguments()
    {
        var result = await CallAsync("demo_echo", """{"word":"a b&c"}""");

        var echo = result.Content!.Value;
        echo.GetProperty("word").GetString().ShouldBe("a b&c");
        echo.GetProperty("caller").GetString().ShouldBe("Sam");
        echo.GetProperty("client").GetString().ShouldBe("demo client");
        echo.GetProperty("address").GetString().ShouldBe("203.0.113.7");
        result.ETag.ShouldBe("\"7\"");
    }

    [Theory]
    [InlineData("""{"word":"x","other":1}""", "request.unknown_member")]
    [InlineData("""{"word":"x","word":"y"}""", "request.duplicate_member")]
    [InlineData("""{"word":{"a":1}}""", "request.wrong_type")]
    [InlineData("""{"word":"\ud800"}""", "request.invalid_text")]
    [InlineData("[]", "request.wrong_type")]
    public async Task Arguments_that_the_operation_does_not_take_are_refused(string arguments, string code)
    {
        var result = await CallAsync("demo_echo", arguments);

        result.IsError.ShouldBeTrue();
        result.Code.ShouldBe(code);
        _server.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":"not-a-uuid"}""")]
    public async Task A_route_value_must_be_one_that_the_route_takes(string arguments) =>
        (await CallAsync("demo_one", arguments)).Code.ShouldBe("request.wrong_type");

    [Fact]
    public async Task An_unknown_tool_is_a_result() => (await CallAsync("demo_none", "{}")).Code.ShouldBe("tools.unknown");

    [Fact]
    public async Task An_exception_becomes_problem_details_and_takes_back_what_was_written()
    {
        var result = await CallAsync("demo_boom", "{}");

        result.Status.ShouldBe(500);
        result.Code.ShouldBe("server.failed");
    }

    [Fact]
    public async Task An_answer_larger_than_a_call_may_give_is_refused()
    {
        var result = await CallAsync("demo_big", "{}");

        result.Code.ShouldBe("tools.answer_too_large");
        result.Status.ShouldBe(422);
    }

    [Fact]
    public void The_catalogue_shows_what_roles_allow_whatever_the_scopes()
    {
        var catalog = _server.Services.GetRequiredService<ToolCatalog>();

        catalog.For(DemoServer.Sam("demo.locked")).Select(t => t.Name).ShouldContain("demo_locked");
        catalog.For(DemoServer.Sam()).Select(t => t.Name).ShouldBe(["demo_big", "demo_boom", "demo_echo", "demo_one"]);
    }

    private Task<ToolResult> CallAsync(string tool, string arguments) => _server.CallAsync(tool, JsonDocument.Parse(arguments).RootElement);
}
