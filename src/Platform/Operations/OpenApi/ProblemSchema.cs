using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using SmartAI.Platform.Errors;

namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>The one schema of every failure (RFC 9457), and what each code looks like in it.</summary>
internal static class ProblemSchema
{
    internal const string Name = "Problem";
    internal const string FieldErrorName = "FieldError";
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    internal static Dictionary<string, OpenApiMediaType> Content(OpenApiDocument document, params IReadOnlyList<Error> errors)
    {
        // Each code is shown once and referred to: told in every operation, the examples were two thirds of the document.
        foreach (var error in errors)
            document.AddComponent<IOpenApiExample>(error.Code, new OpenApiExample { Summary = error.Title, Value = Example(error) });
        return new(StringComparer.Ordinal)
        {
            ["application/problem+json"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(Name, document),
                Examples = errors.ToDictionary(
                    e => e.Code,
                    IOpenApiExample (e) => new OpenApiExampleReference(e.Code, document),
                    StringComparer.Ordinal
                ),
            },
        };
    }

    internal static OpenApiSchema Schema(OpenApiDocument document) =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "What went wrong (RFC 9457). `code` is stable: depend on it, not on the words.",
            Required = new HashSet<string>(["type", "title", "status", "code"], StringComparer.Ordinal),
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["type"] = Text("Where the code is explained.", "uri-reference"),
                ["title"] = Text("One English sentence for a developer."),
                ["status"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Description = "The HTTP status.",
                },
                ["detail"] = Nullable("More about this one occurrence."),
                ["code"] = Text("The stable name of the error."),
                ["traceId"] = Nullable("Finds the request in the log and in the audit trail."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "What is wrong with single fields, by JSON Pointer (RFC 6901).",
                    AdditionalProperties = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Items = new OpenApiSchemaReference(FieldErrorName, document),
                    },
                },
                ["permission"] = Text("The permission that the caller lacks."),
                ["current"] = new OpenApiSchema { Description = "With `request.stale`: what is there now." },
            },
        };

    internal static OpenApiSchema FieldError() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "What is wrong with one field.",
            Required = new HashSet<string>(["code", "message"], StringComparer.Ordinal),
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["code"] = Text("The stable name of the error."),
                ["message"] = Text("One English sentence for a developer."),
            },
        };

    private static OpenApiSchema Text(string description, string? format = null) =>
        new()
        {
            Type = JsonSchemaType.String,
            Description = description,
            Format = format,
        };

    private static OpenApiSchema Nullable(string description) =>
        new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Description = description };

    private static JsonObject Example(Error error)
    {
        var example = new JsonObject
        {
            ["type"] = $"/docs/errors#{error.Code}",
            ["title"] = error.Title,
            ["status"] = error.Status,
            ["code"] = error.Code,
            ["traceId"] = TraceId,
        };
        if (error == PlatformErrors.ValidationFailed)
            example["errors"] = new JsonObject
            {
                ["/email"] = new JsonArray(new JsonObject { ["code"] = "validation.required", ["message"] = "This is needed." }),
            };
        return example;
    }
}
