using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Platform.Tests.Operations;

public sealed class ToolCatalogTests
{
    private const string Parameters =
        """[{"name":"id","in":"path","required":true,"schema":{"type":"string","format":"uuid"}},{"name":"If-Match","in":"header","required":true,"schema":{"type":"string"}},{"name":"deep","in":"query","description":"How far.","schema":{"type":"boolean"}}]""";

    [Fact]
    public void Route_query_header_and_body_become_one_closed_object()
    {
        var tool = ToolCatalog.Read([Change("demo.things.update")], Document("demo.things.update", Parameters)).ShouldHaveSingleItem();

        tool.Name.ShouldBe("demo_things_update");
        var input = tool.Input;
        input.GetProperty("properties").EnumerateObject().Select(p => p.Name).ShouldBe(["id", "ifMatch", "deep", "name", "owner"]);
        input.GetProperty("required").EnumerateArray().Select(r => r.GetString()).ShouldBe(["id", "ifMatch", "name"]);
        input.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
        input.GetProperty("properties").GetProperty("deep").GetProperty("description").GetString().ShouldBe("How far.");
    }

    [Fact]
    public void What_a_schema_refers_to_goes_along_with_it()
    {
        var tool = ToolCatalog.Read([Change("demo.things.update")], Document("demo.things.update", Parameters)).ShouldHaveSingleItem();

        tool.Input.GetProperty("properties").GetProperty("owner").GetProperty("$ref").GetString().ShouldBe("#/$defs/Owner");
        tool.Input.GetProperty("$defs")
            .GetProperty("Owner")
            .GetProperty("properties")
            .GetProperty("boss")
            .GetProperty("$ref")
            .GetString()
            .ShouldBe("#/$defs/Owner");
        tool.Output.ShouldNotBeNull().GetRawText().ShouldNotContain("#/components");
    }

    [Fact]
    public void A_name_in_two_places_stops_the_start()
    {
        var clash = """[{"name":"name","in":"query","schema":{"type":"string"}}]""";

        Should
            .Throw<InvalidOperationException>(() => ToolCatalog.Read([Change("demo.things.update")], Document("demo.things.update", clash)))
            .Message.ShouldContain("demo.things.update takes \"name\" in Query and in Body");
    }

    [Fact]
    public void Two_tools_of_one_name_stop_the_start()
    {
        var document = Document("demo.things_update", "[]");
        document["paths"]!["/b"] = Document("demo.things.update", "[]")["paths"]!["/a"]!.DeepClone();

        Should
            .Throw<InvalidOperationException>(() =>
                ToolCatalog.Read([Change("demo.things_update"), Change("demo.things.update")], document)
            )
            .Message.ShouldContain("demo_things_update");
    }

    [Fact]
    public void A_change_cannot_be_offered_as_a_read() =>
        Should.Throw<InvalidOperationException>(() =>
            ToolCatalog.Read([Change("demo.things.update", ToolUse.Read)], Document("demo.things.update", "[]"))
        );

    [Fact]
    public void What_does_not_say_AsTool_is_no_tool()
    {
        var endpoint = new RouteEndpointBuilder(_ => Task.CompletedTask, RoutePatternFactory.Parse("/a"), 0)
        {
            Metadata = { new OperationName("demo.a", "A", null), new AccessRule("p", false, null) },
        };

        ToolCatalog.Read([endpoint.Build()], Document("demo.a", "[]")).ShouldBeEmpty();
    }

    private static Endpoint Change(string id, ToolUse use = ToolUse.AfterApproval) =>
        new RouteEndpointBuilder(_ => Task.CompletedTask, RoutePatternFactory.Parse("/a/{id}"), 0)
        {
            Metadata =
            {
                new OperationName(id, "Change a thing", null),
                new AccessRule("demo.things.update", false, null),
                new ToolOffer(use),
                new HttpMethodMetadata(["PATCH"]),
            },
        }.Build();

    private static JsonObject Document(string id, string parameters) =>
        JsonNode
            .Parse(
                $$"""
                {"paths":{"/a":{"patch":{"operationId":{{JsonSerializer.Serialize(id)}},"parameters":{{parameters}},
                  "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Change"} } } },
                  "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Owner"} } } } } } } },
                 "components":{"schemas":{
                   "Change":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"owner":{"$ref":"#/components/schemas/Owner"} } },
                   "Owner":{"type":"object","properties":{"boss":{"$ref":"#/components/schemas/Owner"} } } } } }
                """
            )!
            .AsObject();
}
