using Microsoft.OpenApi;

namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>
/// Says which members are there. A request must give what is not nullable; an answer gives every member, null or not. Answers are open (names may grow),
/// requests are closed (an unknown member is refused).
/// </summary>
internal static class MemberRules
{
    internal static void Apply(OpenApiDocument document)
    {
        var sent = new HashSet<OpenApiSchema>(ReferenceEqualityComparer.Instance);
        var answered = new HashSet<OpenApiSchema>(ReferenceEqualityComparer.Instance);
        foreach (var operation in document.Operations())
        {
            Collect(operation.RequestBody?.Content?.Values, sent, document);
            foreach (var (status, response) in operation.Responses ?? new OpenApiResponses())
            {
                if (status.StartsWith('2'))
                    Collect(response.Content?.Values, answered, document);
            }
        }

        foreach (var schema in sent.Union(answered))
        {
            if (schema.Properties is not { Count: > 0 } members)
                continue;
            var all = !sent.Contains(schema);
            schema.Required = new HashSet<string>(
                members.Where(m => all || !IsNullable(m.Value)).Select(m => m.Key),
                StringComparer.Ordinal
            );
            if (answered.Contains(schema) && schema.AdditionalProperties is null)
                schema.AdditionalPropertiesAllowed = true;
        }
    }

    /// <summary>The schema itself, or the component that a reference names.</summary>
    internal static OpenApiSchema? Resolve(IOpenApiSchema? schema, OpenApiDocument document) =>
        schema switch
        {
            OpenApiSchemaReference { Reference.Id: { } id } => document.Components?.Schemas?.TryGetValue(id, out var found) == true
                ? Resolve(found, document)
                : null,
            OpenApiSchema own => own,
            _ => null,
        };

    internal static bool IsNullable(IOpenApiSchema schema) =>
        schema is OpenApiSchema own
        && (
            own.Type?.HasFlag(JsonSchemaType.Null) == true
            || (own.OneOf ?? []).Concat(own.AnyOf ?? []).Any(s => s is OpenApiSchema { Type: JsonSchemaType.Null })
        );

    private static void Collect(IEnumerable<OpenApiMediaType>? contents, HashSet<OpenApiSchema> into, OpenApiDocument document)
    {
        foreach (var content in contents ?? [])
            Collect(content.Schema, into, document);
    }

    private static void Collect(IOpenApiSchema? schema, HashSet<OpenApiSchema> into, OpenApiDocument document)
    {
        if (Resolve(schema, document) is not { } found || !into.Add(found))
            return;
        Collect(found.Items, into, document);
        Collect(found.AdditionalProperties, into, document);
        foreach (var part in (found.Properties?.Values ?? []).Concat(found.OneOf ?? []).Concat(found.AnyOf ?? []).Concat(found.AllOf ?? []))
            Collect(part, into, document);
    }
}
