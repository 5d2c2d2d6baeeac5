using System.Text.Json.Nodes;

namespace SmartAI.Repository.Tests;

/// <summary>What the previous release promised to its callers is held: each kind of break is planted in a copy of the document and named.</summary>
public sealed class ContractTests : IAsyncLifetime
{
    private const string Roles = "/api/v1/roles";
    private readonly string _folder = Directory.CreateTempSubdirectory("smartai-contract-").FullName;

    public async ValueTask InitializeAsync() =>
        (await RunAsync("keep", "web/openapi.json", "docs/errors.md", In("kept.json"))).Code.ShouldBe(0);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_document_breaks_nothing_of_its_own_contract_nor_by_what_it_adds()
    {
        (await BreaksAsync(_ => { })).ShouldBeEmpty();
        (
            await BreaksAsync(document =>
            {
                document["paths"]!["/api/v1/added"] = document["paths"]![Roles]!.DeepClone();
                Schema(document, "Role")["properties"]!["added"] = Parse("""{"type":"string"}""");
                Schema(document, "CreateRoleRequest")["properties"]!["added"] = Parse("""{"type":"string"}""");
                Required(document, "CreateRoleRequest").Clear();
                Parameter(document, "sort")["schema"]!["enum"]!.AsArray().Add("memberCount");
            })
        ).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_kind_of_break_is_named()
    {
        await NamedAsync(d => d["paths"]!.AsObject().Remove(Roles), "GET /api/v1/roles is gone", "POST /api/v1/roles is gone");
        await NamedAsync(
            d => d["paths"]![Roles]!["get"]!["operationId"] = "other",
            "GET /api/v1/roles: the operation is called other instead of identity.roles.list"
        );

        // What is read.
        await NamedAsync(
            d => Schema(d, "Role")["properties"]!.AsObject().Remove("memberCount"),
            "POST /api/v1/roles: 201 /memberCount is gone",
            "GET /api/v1/roles: 200 /items/*/memberCount is gone"
        );
        await NamedAsync(
            d => Schema(d, "Role")["properties"]!["name"]!["type"] = "integer",
            "GET /api/v1/roles/{id}: 200 /name may be integer now"
        );
        await NamedAsync(
            d => Schema(d, "Role")["properties"]!["name"]!["type"] = Parse("""["string","null"]"""),
            "GET /api/v1/roles/{id}: 200 /name may be null now"
        );
        await NamedAsync(d => Required(d, "Role").RemoveAt(0), "GET /api/v1/roles/{id}: 200 /id may be missing now");
        await NamedAsync(
            d => d["paths"]![Roles]!["get"]!["responses"]!["200"]!["content"]!.AsObject().Remove("application/x-ndjson"),
            "GET /api/v1/roles: 200 is no longer told as application/x-ndjson"
        );
        await NamedAsync(
            d => d["paths"]![Roles]!["post"]!["responses"]!.AsObject().Remove("201"),
            "POST /api/v1/roles: it no longer answers 201"
        );

        // What is sent.
        await NamedAsync(
            d =>
            {
                Schema(d, "CreateRoleRequest")["properties"]!["added"] = Parse("""{"type":"string"}""");
                Required(d, "CreateRoleRequest").Add("added");
            },
            "POST /api/v1/roles: body /added is new and required"
        );
        await NamedAsync(
            d => Schema(d, "CreateRoleRequest")["properties"]!.AsObject().Remove("description"),
            "POST /api/v1/roles: body /description is gone"
        );
        await NamedAsync(
            d => Schema(d, "CreateRoleRequest")["properties"]!["name"]!["maxLength"] = 3,
            "POST /api/v1/roles: body /name has a lower maxLength (3)"
        );
        await NamedAsync(
            d => Parameter(d, "sort")["schema"]!["enum"]!.AsArray().RemoveAt(0),
            "GET /api/v1/roles: parameter query sort no longer takes createdAt"
        );
        await NamedAsync(d => Parameter(d, "cursor")["required"] = true, "GET /api/v1/roles: parameter query cursor is required now");
        await NamedAsync(
            d =>
                d["paths"]![Roles]!["get"]!["parameters"]!
                    .AsArray()
                    .Add(Parse("""{"name":"added","in":"query","required":true,"schema":{"type":"string"}}""")),
            "GET /api/v1/roles: parameter query added is new and required"
        );
    }

    [Fact]
    public async Task A_code_that_is_gone_or_has_another_status_is_named_and_an_accepted_break_is_not()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Clone.Root(), "docs", "errors.md"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            In("errors.md"),
            page.Replace("`access.denied` | 403", "`access.refused` | 403", StringComparison.Ordinal)
                .Replace("`approvals.expired` | 409", "`approvals.expired` | 410", StringComparison.Ordinal)
        );
        await File.WriteAllTextAsync(In("accepted.txt"), "# Callers were told.\ncode access.denied is gone\n");

        var all = await RunAsync("compare", In("kept.json"), "web/openapi.json", In("errors.md"));
        all.Words.ShouldContain("code access.denied is gone\n");
        all.Words.ShouldContain("code approvals.expired is 410 instead of 409\n");
        var rest = await RunAsync("compare", In("kept.json"), "web/openapi.json", In("errors.md"), In("accepted.txt"));
        rest.Code.ShouldBe(1);
        rest.Words.ShouldNotContain("access.denied");
    }

    private async Task NamedAsync(Action<JsonNode> plant, params string[] sentences)
    {
        var breaks = await BreaksAsync(plant);
        foreach (var sentence in sentences)
            breaks.ShouldContain(sentence);
    }

    private async Task<string[]> BreaksAsync(Action<JsonNode> plant)
    {
        var document = Parse(
            await File.ReadAllTextAsync(Path.Combine(Clone.Root(), "web", "openapi.json"), TestContext.Current.CancellationToken)
        );
        plant(document);
        await File.WriteAllTextAsync(In("openapi.json"), document.ToJsonString());
        var ended = await RunAsync("compare", In("kept.json"), In("openapi.json"), "docs/errors.md");
        var said = ended.Words.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        ended.Code.ShouldBe(said.Length > 0 ? 1 : 0, ended.Words);
        return said;
    }

    private static JsonObject Schema(JsonNode document, string name) => document["components"]!["schemas"]![name]!.AsObject();

    private static JsonArray Required(JsonNode document, string name) => Schema(document, name)["required"]!.AsArray();

    private static JsonNode Parameter(JsonNode document, string name) =>
        document["paths"]![Roles]!["get"]!["parameters"]!.AsArray().Single(p => (string?)p!["name"] == name)!;

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    private string In(string name) => Path.Combine(_folder, name);

    private static Task<Ended> RunAsync(params string[] arguments) =>
        Commands.RunAsync(Clone.Root(), "node", ["scripts/contract.mjs", .. arguments]);
}
