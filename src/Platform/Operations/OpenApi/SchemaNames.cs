using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace SmartAI.Platform.Operations.OpenApi;

/// <summary>
/// Names the schemas. A record nested in its slice is called after both (<c>ListUsers.Item</c> is <c>ListUsersItem</c>), any other after itself; the
/// names become type names in generated clients, so two types may not share one.
/// </summary>
internal sealed class SchemaNames
{
    private readonly ConcurrentDictionary<string, Type> _taken = new(StringComparer.Ordinal);

    internal string? Of(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        // The framework knows what is a component and what stands inline: texts, numbers, arrays, dictionaries. A JSON value of any shape has no shape
        // to name.
        if (
            OpenApiOptions.CreateDefaultSchemaReferenceId(info) is null
            || type == typeof(JsonElement)
            || type.IsAssignableTo(typeof(JsonNode))
        )
            return null;
        var name = Of(type);
        var first = _taken.GetOrAdd(name, type);
        return first == type
            ? name
            : throw new InvalidOperationException(
                $"Two types would both be the schema {name}: {first.FullName} and {type.FullName}. Rename one."
            );
    }

    internal static string Of(Type type)
    {
        var own = type.Name;
        if (type.IsGenericType)
            return $"{own[..own.IndexOf('`')]}Of{string.Concat(type.GetGenericArguments().Select(Of))}";
        // What is shown of a thing is called after the thing: outside there is no other.
        if (own.EndsWith("View", StringComparison.Ordinal) && !type.IsNested)
            own = own[..^"View".Length];
        return type is { IsNested: true, DeclaringType: { } slice } ? Of(slice) + own : own;
    }
}
