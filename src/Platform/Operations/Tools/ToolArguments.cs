using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace SmartAI.Platform.Operations.Tools;

/// <summary>Where an argument goes in the request.</summary>
internal enum ArgumentPlace
{
    Route,
    Query,
    IfMatch,
    Body,
}

/// <summary>
/// The arguments of a tool: the operation's route values, query parameters, If-Match and body members as members of one object, which is how a model
/// and an MCP client think of a call. A name that two places share could not be told apart, so it is refused when the server starts.
/// </summary>
internal sealed class ToolArguments
{
    private ToolArguments(JsonObject schema, FrozenDictionary<string, ArgumentPlace> places, string? bodyType) =>
        (Schema, Places, BodyType) = (schema, places, bodyType);

    internal JsonObject Schema { get; }
    internal FrozenDictionary<string, ArgumentPlace> Places { get; }

    /// <summary>The content type of the body; null for an operation without one.</summary>
    internal string? BodyType { get; }

    internal static ToolArguments Read(string operationId, JsonObject operation, ToolSchemas schemas, bool isList)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        var places = new Dictionary<string, ArgumentPlace>(StringComparer.Ordinal);

        void Add(string name, ArgumentPlace place, JsonNode? schema, bool isRequired)
        {
            if (!places.TryAdd(name, place))
                throw new InvalidOperationException(
                    $"{operationId} takes \"{name}\" in {places[name]} and in {place}: a tool cannot tell them apart. Rename one."
                );
            properties[name] = schema?.DeepClone() ?? new JsonObject();
            if (isRequired)
                required.Add(name);
        }

        foreach (var parameter in (operation["parameters"]?.AsArray() ?? []).Select(p => p!.AsObject()))
        {
            var name = (string)parameter["name"]!;
            var isRequired = (bool?)parameter["required"] ?? false;
            switch ((string?)parameter["in"])
            {
                case "path":
                    Add(name, ArgumentPlace.Route, Describe(parameter), isRequired: true);
                    break;
                // A tool's result is JSON: a file has no place in it.
                case "query" when !(isList && name == "format"):
                    Add(name, ArgumentPlace.Query, Describe(parameter), isRequired);
                    break;
                case "header" when name == "If-Match":
                    Add("ifMatch", ArgumentPlace.IfMatch, Describe(parameter), isRequired);
                    break;
            }
        }

        var body = operation["requestBody"]?["content"]?.AsObject().FirstOrDefault(c => c.Key.EndsWith("json", StringComparison.Ordinal));
        if (body?.Value?["schema"] is JsonObject bodySchema)
        {
            var members = schemas.Resolve(bodySchema);
            var needed = (members["required"]?.AsArray() ?? []).Select(n => (string)n!).ToHashSet(StringComparer.Ordinal);
            foreach (var (name, schema) in members["properties"]?.AsObject() ?? [])
                Add(name, ArgumentPlace.Body, schema, needed.Contains(name));
        }

        var merged = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        if (required.Count > 0)
            merged["required"] = required;
        return new ToolArguments(merged, places.ToFrozenDictionary(StringComparer.Ordinal), body?.Key);
    }

    private static JsonObject Describe(JsonObject parameter)
    {
        var schema = parameter["schema"]?.DeepClone().AsObject() ?? [];
        if (parameter["description"] is { } description)
            schema["description"] = description.DeepClone();
        return schema;
    }
}
