using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SmartAI.Platform.Http;

namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>Tells what the framework leaves out of a schema: the format of e-mail addresses, the type of enums, an example of one's own.</summary>
internal static class SchemaDetails
{
    internal static Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsEnum && schema.Enum is { Count: > 0 })
        {
            // A nullable enum lists null among its values; in 3.1 that is the type's business, and the component is shared with the non-nullable.
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. schema.Enum.Where(value => value?.GetValueKind() == System.Text.Json.JsonValueKind.String)];
        }

        var attributes = context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(inherit: true) ?? [];
        foreach (var attribute in attributes)
        {
            if (attribute is EmailAddressAttribute)
                schema.Format = "email";
            else if (attribute is RemovableAttribute)
                PatchMembers.Mark(schema);
            else if (attribute is ExampleAttribute example)
                schema.Examples =
                [
                    (schema.Type & ~JsonSchemaType.Null) == JsonSchemaType.Array ? new JsonArray(example.Text) : example.Text,
                ];
        }

        return Task.CompletedTask;
    }
}
