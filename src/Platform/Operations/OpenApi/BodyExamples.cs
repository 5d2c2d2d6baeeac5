using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>
/// An example for each body, made from its schema: the same on every run, and always valid against it, because a person copies it into a first call.
/// </summary>
internal sealed class BodyExamples(OpenApiDocument document)
{
    private readonly Stack<OpenApiSchema> _open = new();

    internal static void Apply(OpenApiDocument document)
    {
        foreach (var operation in document.Operations())
        {
            var contents = (operation.Responses ?? new OpenApiResponses())
                .Values.Select(r => r.Content)
                .Prepend(operation.RequestBody?.Content);
            foreach (var media in contents.SelectMany(c => c?.Values ?? []))
            {
                if (media is { Example: null, Examples: null or { Count: 0 }, Schema: { } schema })
                    media.Example = new BodyExamples(document).Of(schema, "");
            }
        }
    }

    private JsonNode? Of(IOpenApiSchema? schema, string name)
    {
        // A type that holds itself stops at its first turn.
        if (MemberRules.Resolve(schema, document) is not { } found || _open.Contains(found))
            return null;
        if (
            (found.Examples?.FirstOrDefault() ?? found.Default ?? found.Const ?? found.Enum?.FirstOrDefault(e => e is not null)) is
            { } given
        )
            return given.DeepClone();
        var choices = (found.OneOf ?? []).Concat(found.AnyOf ?? []).ToList();
        if (choices.Count > 0)
            return Of(choices.FirstOrDefault(c => c is not OpenApiSchema { Type: JsonSchemaType.Null }), name);

        _open.Push(found);
        try
        {
            return (found.Type & ~JsonSchemaType.Null) switch
            {
                JsonSchemaType.Object => Object(found),
                JsonSchemaType.Array => Of(found.Items, name) is { } item
                    ? new JsonArray([.. Enumerable.Range(0, Math.Max(1, found.MinItems ?? 1)).Select(_ => item.DeepClone())])
                    : new JsonArray(),
                JsonSchemaType.String => JsonValue.Create(ExampleTexts.For(found, name)),
                JsonSchemaType.Integer => JsonValue.Create((long)Number(found, name)),
                JsonSchemaType.Number => JsonValue.Create(Number(found, name)),
                JsonSchemaType.Boolean => JsonValue.Create(true),
                _ => found.Properties is { Count: > 0 } ? Object(found) : JsonValue.Create(ExampleTexts.For(found, name)),
            };
        }
        finally
        {
            _open.Pop();
        }
    }

    private JsonObject Object(OpenApiSchema schema)
    {
        var made = new JsonObject();
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
            made[name] = Of(member, name);
        if (schema.Properties is not { Count: > 0 } && schema.AdditionalProperties is { } values)
            made["key"] = Of(values, "key");
        return made;
    }

    private static decimal Number(OpenApiSchema schema, string name)
    {
        var wanted = name.EndsWith("Days", StringComparison.Ordinal) ? 90m : 1m;
        if (decimal.TryParse(schema.Minimum, NumberStyles.Any, CultureInfo.InvariantCulture, out var least))
            wanted = Math.Max(wanted, least);
        return decimal.TryParse(schema.Maximum, NumberStyles.Any, CultureInfo.InvariantCulture, out var most)
            ? Math.Min(wanted, most)
            : wanted;
    }
}
