using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using SmartAI.Platform.Lists;

namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>The parameters that a handler's signature does not show: headers, and what a list takes.</summary>
internal static class OperationParameters
{
    internal static void Complete(OpenApiOperation operation, DescribedOperation described)
    {
        var parameters = operation.Parameters ??= [];
        if (described.List is { } list)
        {
            foreach (var parameter in list.Parameters)
                parameters.Add(Of(parameter));
        }

        if (described.TakesIfMatch)
            parameters.Add(Header("If-Match", "The ETag of what is changed, as it was read.", "\"7342\"", described.NeedsIfMatch));
        if (described.TakesIdempotencyKey)
        {
            parameters.Add(
                Header(
                    "Idempotency-Key",
                    "1 to 200 printable ASCII characters, new for each thing to be done. A repeat with the same key within 24 hours gets the first answer.",
                    "f1c6a8f2-5d0e-4b7b-9f0a-2d3c4e5f6a7b",
                    required: false,
                    maxLength: 200
                )
            );
        }
    }

    private static OpenApiParameter Header(string name, string description, string example, bool required, int? maxLength = null) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Required = required,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = maxLength },
            Example = example,
        };

    private static OpenApiParameter Of(ListParameter parameter)
    {
        var schema = SchemaOf(parameter);
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Schema = parameter.Repeatable ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema } : schema,
            Style = parameter.Repeatable ? ParameterStyle.Form : null,
            Explode = parameter.Repeatable,
        };
    }

    private static OpenApiSchema SchemaOf(ListParameter parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type;
        var values = parameter.Values ?? (type.IsEnum ? [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)] : null);
        return new OpenApiSchema
        {
            Type =
                type == typeof(bool) ? JsonSchemaType.Boolean
                : type == typeof(int) ? JsonSchemaType.Integer
                : JsonSchemaType.String,
            Format =
                type == typeof(Guid) ? "uuid"
                : type == typeof(DateTimeOffset) ? "date-time"
                : type == typeof(int) ? "int32"
                : null,
            Enum = values is null ? null : [.. values.Select(v => (JsonNode)JsonValue.Create(v))],
            Default = parameter.Default is { } value ? JsonSerializer.SerializeToNode(value) : null,
            Minimum = parameter.Minimum?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Maximum = parameter.Maximum?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            MaxLength = parameter.MaxLength,
        };
    }
}
