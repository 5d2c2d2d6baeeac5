using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartAI.Platform.Audit;

namespace SmartAI.Platform.Jobs;

/// <summary>Masks members of a payload by the marks on its type, through nested records and lists of them.</summary>
internal static class PayloadMask
{
    internal static JsonObject Apply(JsonObject members, Type? type)
    {
        foreach (var (name, value) in members.ToList())
            if (value is not null)
                members[name] = Shown(value, type is null ? null : PropertyOf(type, name), type is null);
        return members;
    }

    private static JsonNode Shown(JsonNode value, PropertyInfo? property, bool maskAll)
    {
        if (maskAll || property?.GetCustomAttribute<AuditMaskedAttribute>() is not null)
            return JsonValue.Create(ChangeHistory.Masked);
        // A member that the type does not know was written by another version: nobody can say what it holds.
        if (property is null)
            return JsonValue.Create(ChangeHistory.Masked);
        var type = property.PropertyType;
        var item =
            type.IsArray ? type.GetElementType()
            : type.IsGenericType ? type.GetGenericArguments()[^1]
            : null;
        return value switch
        {
            JsonObject nested when item is null => Apply((JsonObject)nested.DeepClone(), type),
            JsonObject map => new JsonObject(map.Select(m => KeyValuePair.Create(m.Key, Item(m.Value, item!)))),
            JsonArray list when item is not null => new JsonArray([.. list.Select(i => Item(i, item))]),
            _ => value.DeepClone(),
        };
    }

    private static JsonNode? Item(JsonNode? value, Type type) =>
        value is JsonObject nested ? Apply((JsonObject)nested.DeepClone(), type) : value?.DeepClone();

    private static PropertyInfo? PropertyOf(Type type, string name) =>
        Array.Find(type.GetProperties(), p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == name);
}
