using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Platform.Tests.Operations;

internal static class ChangeThing
{
    internal enum Color
    {
        Red,
        Green,
    }

    internal sealed record Request(string Name, string? Note, Color? Color, [property: Removable] string? Label);

    internal sealed record Response(Guid Id, string? Note);

    internal static readonly Error Gone = new("demo.gone", 404, "It is gone.");
}

public sealed class OperationDocumentTests : IAsyncLifetime
{
    private DemoServer _server = null!;
    private JsonNode _document = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await DemoServer.StartAsync(app =>
        {
            app.MapPatch(
                    "/things/{id:guid}",
                    (Guid id, ChangeThing.Request request, IfMatch match) => TypedResults.Ok(new ChangeThing.Response(id, request.Note))
                )
                .Operation("demo.things.change", "Change a thing")
                .Requires(new("demo.things.change", "Change things."))
                .Fails(ChangeThing.Gone);
            app.MapGet("/things/{id:guid}", (Guid id) => TypedResults.Ok(new ChangeThing.Response(id, null)))
                .Operation("demo.things.get", "Read a thing")
                .AllowsAnyone("demo");
            app.MapGet("/no-operation", () => "").AllowAnonymous();
        });
        _document = JsonNode.Parse(await _server.Services.GetRequiredService<OperationDocument>().JsonAsync())!;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Only_operations_are_in_it() => _document["paths"]!.AsObject().Select(p => p.Key).ShouldNotContain("/no-operation");

    [Fact]
    public void Permission_and_tool_use_are_told_and_null_stands_for_anybody()
    {
        ((string?)Operation("patch")["x-permission"]).ShouldBe("demo.things.change");
        Operation("get").AsObject().TryGetPropertyValue("x-permission", out var anybody).ShouldBeTrue();
        anybody.ShouldBeNull();
        ((string?)_document["paths"]!["/echo"]!["get"]!["x-permission"]).ShouldBe("self");
        ((string?)_document["paths"]!["/echo"]!["get"]!["x-tool"]).ShouldBe("read");
        Operation("patch")["x-tool"].ShouldBeNull();
    }

    [Fact]
    public void An_edit_needs_If_Match_and_the_read_beside_it_gives_the_ETag()
    {
        var header = Operation("patch")["parameters"]!.AsArray().Single(p => (string?)p!["name"] == "If-Match")!;

        ((bool?)header["required"]).ShouldBe(true);
        Operation("patch")["responses"]!["428"].ShouldNotBeNull();
        Operation("get")["responses"]!["200"]!["headers"]!["ETag"].ShouldNotBeNull();
    }

    [Fact]
    public void Declared_and_implied_errors_stand_under_their_status()
    {
        // The second: an id in the address that is none.
        Codes("404").ShouldBe(["demo.gone", "request.not_found"], ignoreOrder: true);
        Codes("403").ShouldBe(["access.denied", "access.scope_missing", "request.csrf"], ignoreOrder: true);
        Codes("422").ShouldBe(["request.validation_failed"]);
    }

    [Fact]
    public void A_request_must_give_what_is_not_nullable_and_an_answer_gives_all()
    {
        Required("ChangeThingRequest").ShouldBe(["name"]);
        Required("ChangeThingResponse").ShouldBe(["id", "note"]);
    }

    [Fact]
    public void A_merge_patch_may_send_null_for_what_can_be_removed_and_for_nothing_else()
    {
        var members = Schema("ChangeThingRequest")["properties"]!;

        members["label"]!["type"]!.AsArray().Select(t => (string?)t).ShouldBe(["null", "string"], ignoreOrder: true);
        ((string?)members["note"]!["type"]).ShouldBe("string");
        members["color"]!.AsObject().Select(m => m.Key).ShouldBe(["$ref"]);
        Schema("ChangeThingResponse")["properties"]!["note"]!["type"]!.AsArray().Select(t => (string?)t).ShouldContain("null");
    }

    [Fact]
    public void Every_body_has_an_example() =>
        _document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .SelectMany(o =>
                o.Value!["responses"]!.AsObject().Select(r => Resolved(r.Value!)["content"]).Append(o.Value["requestBody"]?["content"])
            )
            .Where(content => content is not null)
            .SelectMany(content => content!.AsObject())
            .ShouldAllBe(media => media.Value!["example"] != null || media.Value!["examples"] != null);

    private JsonNode Operation(string method) => _document["paths"]!["/things/{id}"]![method]!;

    private string[] Codes(string status) =>
        [
            .. Resolved(Operation("patch")["responses"]![status]!)["content"]!["application/problem+json"]!["examples"]!
                .AsObject()
                .Select(e => e.Key),
        ];

    /// <summary>Answers of one code stand among the components.</summary>
    private JsonNode Resolved(JsonNode response) =>
        (string?)response["$ref"] is { } at ? _document["components"]!["responses"]![at["#/components/responses/".Length..]]! : response;

    private string[] Required(string schema) => [.. Schema(schema)["required"]!.AsArray().Select(r => (string)r!)];

    private JsonNode Schema(string name) => _document["components"]!["schemas"]![name]!;
}
