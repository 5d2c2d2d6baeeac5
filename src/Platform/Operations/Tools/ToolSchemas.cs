using System.Text.Json;
using System.Text.Json.Nodes;

namespace SmartAI.Platform.Operations.Tools;

/// <summary>Schemas cut out of the OpenAPI document so that they stand alone: what they refer to goes along under <c>$defs</c>.</summary>
internal sealed class ToolSchemas(JsonObject document)
{
    private const string Components = "#/components/schemas/";

    private const string Pending = """
        {
          "type": "object", "required": ["code", "message", "approval"],
          "properties": {
            "code": { "const": "approval_pending" }, "message": { "type": "string" },
            "approval": {
              "type": "object", "required": ["id", "address", "expiresAt"],
              "properties": {
                "id": { "type": "string", "format": "uuid" }, "address": { "type": "string", "format": "uri" },
                "expiresAt": { "type": "string", "format": "date-time" } } } }
        }
        """;

    /// <summary>The schema of a success as JSON; null if it has no content or is not one object, which is what a structured result has to be.</summary>
    internal JsonElement? OutputOf(JsonObject operation)
    {
        var success = (operation["responses"]?.AsObject() ?? []).FirstOrDefault(r => r.Key.StartsWith('2')).Value;
        if (success?["content"]?["application/json"]?["schema"] is not JsonObject schema)
            return null;
        var resolved = Resolve(schema);
        return (string?)(resolved["type"] as JsonValue) == "object" ? Close(resolved.DeepClone().AsObject()) : null;
    }

    /// <summary>The same result, or word that a person has to say yes first. One object at the root, as the protocol wants it.</summary>
    internal static JsonElement OrPending(JsonElement output)
    {
        var own = JsonNode.Parse(output.GetRawText())!.AsObject();
        var definitions = own["$defs"];
        own.Remove("$defs");
        var either = new JsonObject { ["type"] = "object", ["anyOf"] = new JsonArray(own, JsonNode.Parse(Pending)) };
        if (definitions is not null)
            either["$defs"] = definitions;
        return JsonSerializer.SerializeToElement(either);
    }

    /// <summary>The schema itself, or the component that it refers to, also where it may be left out.</summary>
    internal JsonObject Resolve(JsonObject schema)
    {
        if (NameIn(schema) is { } name)
            return Resolve(document["components"]!["schemas"]![name]!.AsObject());
        // A body that is optional as a whole is "null or this".
        var choices = schema["oneOf"]?.AsArray().OfType<JsonObject>().Where(c => (string?)(c["type"] as JsonValue) != "null").ToList();
        return choices is [var only] ? Resolve(only) : schema;
    }

    /// <summary>The schema with all that it refers to.</summary>
    internal JsonElement Close(JsonObject schema)
    {
        var definitions = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        Gather(schema, definitions);
        if (definitions.Count > 0)
            schema["$defs"] = new JsonObject(definitions.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        return JsonSerializer.SerializeToElement(schema);
    }

    private void Gather(JsonNode? node, SortedDictionary<string, JsonObject> definitions)
    {
        switch (node)
        {
            case JsonObject found:
                if (NameIn(found) is { } name)
                {
                    found["$ref"] = $"#/$defs/{name}";
                    if (!definitions.ContainsKey(name))
                    {
                        var definition = definitions[name] = document["components"]!["schemas"]![name]!.DeepClone().AsObject();
                        Gather(definition, definitions);
                    }
                }

                foreach (var member in found)
                    Gather(member.Value, definitions);
                break;
            case JsonArray items:
                foreach (var item in items)
                    Gather(item, definitions);
                break;
        }
    }

    private static string? NameIn(JsonObject schema) =>
        schema["$ref"] is JsonValue reference && (string?)reference is { } text && text.StartsWith(Components, StringComparison.Ordinal)
            ? text[Components.Length..]
            : null;
}
