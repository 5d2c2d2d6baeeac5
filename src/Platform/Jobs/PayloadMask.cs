using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SmartAI.Platform.Audit;

namespace SmartAI.Platform.Jobs;

/// <summary>
/// A payload as operators may see it: members that <see cref="AuditMaskedAttribute"/> marks are masked, however deep, and so is what the payload's type does
/// not know. Another version wrote that, and nobody can say what it holds.
/// </summary>
internal static class PayloadMask
{
    internal static JsonNode? Apply(JsonNode? value, JsonTypeInfo? type) =>
        (value, type?.Kind) switch
        {
            (null, _) => null,
            (JsonObject members, JsonTypeInfoKind.Object) => Each(members, name => PropertyOf(type!, name)),
            (JsonObject map, JsonTypeInfoKind.Dictionary) => Each(map, _ => ElementOf(type!)),
            (JsonArray list, JsonTypeInfoKind.Enumerable) => new JsonArray([.. list.Select(item => Apply(item, ElementOf(type!)))]),
            (JsonValue, JsonTypeInfoKind.None) => value.DeepClone(),
            _ => JsonValue.Create(ChangeHistory.Masked),
        };

    /// <summary>Of a kind that this program does not know: which members there are, and nothing of what they hold.</summary>
    internal static JsonNode? Hide(JsonNode? value) => value is JsonObject members ? Each(members, _ => null) : Apply(value, null);

    private static JsonObject Each(JsonObject members, Func<string, JsonTypeInfo?> typeOf) =>
        new(members.Select(m => KeyValuePair.Create(m.Key, Apply(m.Value, typeOf(m.Key)))));

    private static JsonTypeInfo? PropertyOf(JsonTypeInfo type, string name) =>
        type.Properties.FirstOrDefault(p => p.Name == name) is { } property
        && property.AttributeProvider?.IsDefined(typeof(AuditMaskedAttribute), inherit: true) == false
            ? type.Options.GetTypeInfo(property.PropertyType)
            : null;

    private static JsonTypeInfo? ElementOf(JsonTypeInfo type) => type.ElementType is { } element ? type.Options.GetTypeInfo(element) : null;
}
