using System.Text.Json;

namespace SmartAI.Identity.Tests.Operations;

/// <summary>An operation as the OpenAPI document describes it.</summary>
internal sealed record Operation(
    string Id,
    HttpMethod Method,
    string Path,
    string? Permission,
    IReadOnlyDictionary<string, JsonElement> Query,
    JsonElement? Body,
    JsonElement? Example
)
{
    public override string ToString() => $"{Id} ({Method} {Path})";
}

/// <summary>Every operation that the OpenAPI document names, so that one that is added tomorrow is tested tomorrow.</summary>
internal sealed class Surface
{
    private readonly JsonElement _document;

    private Surface(JsonElement document)
    {
        _document = document;
        Operations =
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            where method.Value.ValueKind == JsonValueKind.Object && method.Value.TryGetProperty("operationId", out _)
            select Read(path.Name, method.Name, method.Value),
        ];
    }

    internal IReadOnlyList<Operation> Operations { get; }

    internal static async Task<Surface> OfAsync(PlatformFixture platform) =>
        new((await platform.Anonymous().GetAsync("/openapi/v1.json")).ShouldBe(200).Json);

    /// <summary>The schema itself, or the component that it refers to, also where it may be left out.</summary>
    internal JsonElement Resolve(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Resolve(_document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]));
        if (!schema.TryGetProperty("oneOf", out var choices))
            return schema;
        return Resolve(choices.EnumerateArray().First(c => !(c.TryGetProperty("type", out var t) && t.ToString() == "null")));
    }

    private static Operation Read(string path, string method, JsonElement operation) =>
        new(
            operation.GetProperty("operationId").GetString()!,
            new HttpMethod(method.ToUpperInvariant()),
            path,
            operation.TryGetProperty("x-permission", out var permission)
                ? permission.GetString()
                : throw new InvalidOperationException($"{path} says not who may call."),
            (operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().ToArray() : [])
                .Where(p => p.TryGetProperty("in", out var place) && place.GetString() == "query")
                .ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("schema")),
            JsonBody(operation)?.GetProperty("schema"),
            ExampleOf(operation)
        );

    private static JsonElement? JsonBody(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body)
        && body.GetProperty("content").TryGetProperty("application/json", out var json)
            ? json
            : null;

    private static JsonElement? ExampleOf(JsonElement operation) =>
        JsonBody(operation) is not { } json ? null
        : json.TryGetProperty("example", out var example) ? example
        : json.TryGetProperty("examples", out var examples) ? examples.EnumerateObject().First().Value.GetProperty("value")
        : null;
}
