using Microsoft.OpenApi;

namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>Documents the ETag where it is needed: on the answers of what takes If-Match, and on the read of the same address.</summary>
internal static class EntityTags
{
    internal static void Apply(OpenApiDocument document)
    {
        foreach (var path in document.Paths.Values)
        {
            var operations = path.Operations ?? new Dictionary<HttpMethod, OpenApiOperation>();
            var edited = operations.Where(o => TakesIfMatch(o.Value)).Select(o => o.Value).ToList();
            if (edited.Count > 0 && operations.TryGetValue(HttpMethod.Get, out var read))
                edited.Add(read);
            foreach (
                var response in edited
                    .SelectMany(o => o.Responses ?? new OpenApiResponses())
                    .Where(r => r.Key.StartsWith('2') && r.Value.Content?.Count > 0)
            )
                Add((OpenApiResponse)response.Value);
        }
    }

    private static bool TakesIfMatch(OpenApiOperation operation) =>
        (operation.Parameters ?? []).Any(p => p is { In: ParameterLocation.Header, Name: "If-Match" });

    private static void Add(OpenApiResponse response)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        response.Headers["ETag"] = new OpenApiHeader
        {
            Description = "The version of what is answered: send it as If-Match to change it.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = "\"7342\"",
        };
    }
}
