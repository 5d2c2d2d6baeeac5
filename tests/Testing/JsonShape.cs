using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SmartAI.Testing;

/// <summary>
/// Holds JSON against the part of JSON Schema 2020-12 that the OpenAPI document uses. A keyword that it does not know fails, so that nothing passes unseen.
/// </summary>
internal static class JsonShape
{
    internal static JsonNode At(JsonObject document, string reference) =>
        reference[2..].Split('/').Aggregate((JsonNode)document, (node, name) => node[name.Replace("~1", "/", StringComparison.Ordinal)]!);

    internal static void Check(JsonObject document, JsonNode schema, JsonNode? value, string at, List<string> wrong)
    {
        if (schema is not JsonObject rules)
            return;
        foreach (var (keyword, rule) in rules)
        {
            switch (keyword)
            {
                case "$ref":
                    Check(document, At(document, (string)rule!), value, at, wrong);
                    break;
                case "type":
                    if (!Types(rule!).Any(t => Is(value, t)))
                        wrong.Add($"{at}: {Told(value)} is not of type {rule!.ToJsonString()}");
                    break;
                case "enum":
                    if (!rule!.AsArray().Any(known => JsonNode.DeepEquals(known, value)))
                        wrong.Add($"{at}: {Told(value)} is none of {rule.ToJsonString()}");
                    break;
                case "const":
                    if (!JsonNode.DeepEquals(rule, value))
                        wrong.Add($"{at}: {Told(value)} is not {rule?.ToJsonString()}");
                    break;
                case "oneOf" or "anyOf":
                    var fits = rule!.AsArray().Count(one => Fits(document, one!, value));
                    if (fits == 0 || (keyword == "oneOf" && fits > 1))
                        wrong.Add($"{at}: {Told(value)} fits {fits} of {keyword}");
                    break;
                case "allOf":
                    foreach (var one in rule!.AsArray())
                        Check(document, one!, value, at, wrong);
                    break;
                case "required" when value is JsonObject members:
                    wrong.AddRange(rule!.AsArray().Where(n => !members.ContainsKey((string)n!)).Select(n => $"{at}/{n} is missing"));
                    break;
                case "properties" when value is JsonObject members:
                    foreach (var (name, of) in rule!.AsObject().Where(p => members.ContainsKey(p.Key)))
                        Check(document, of!, members[name], $"{at}/{name}", wrong);
                    break;
                case "additionalProperties" when value is JsonObject members:
                    var named = rules["properties"]?.AsObject();
                    foreach (var (name, member) in members.Where(m => named?.ContainsKey(m.Key) != true))
                    {
                        if (rule is JsonValue no && !no.GetValue<bool>())
                            wrong.Add($"{at}/{name} is not declared");
                        else
                            Check(document, rule!, member, $"{at}/{name}", wrong);
                    }
                    break;
                case "items" when value is JsonArray items:
                    for (var index = 0; index < items.Count; index++)
                        Check(document, rule!, items[index], $"{at}/{index}", wrong);
                    break;
                case "format"
                or "pattern"
                or "minLength"
                or "maxLength" when value is JsonValue text && text.GetValueKind() == JsonValueKind.String:
                    if (!Written(keyword, rule!, (string)value!))
                        wrong.Add($"{at}: {Told(value)} breaks {keyword} {rule!.ToJsonString()}");
                    break;
                case "minimum" or "maximum" when value?.GetValueKind() == JsonValueKind.Number:
                    var limit = double.Parse(rule!.ToString(), CultureInfo.InvariantCulture);
                    if (keyword == "minimum" ? (double)value < limit : (double)value > limit)
                        wrong.Add($"{at}: {Told(value)} breaks {keyword} {limit}");
                    break;
                case "minItems" or "maxItems" when value is JsonArray counted:
                    if (keyword == "minItems" ? counted.Count < (int)rule! : counted.Count > (int)rule!)
                        wrong.Add($"{at}: {counted.Count} items break {keyword} {rule}");
                    break;
                case "required" or "properties" or "additionalProperties" or "items" or "minimum" or "maximum":
                case "minItems" or "maxItems" or "format" or "pattern" or "minLength" or "maxLength":
                case "description" or "title" or "examples" or "example" or "default" or "deprecated" or "readOnly" or "writeOnly":
                    break;
                default:
                    wrong.Add($"{at}: the schema says {keyword}, which is not checked");
                    break;
            }
        }
    }

    private static bool Fits(JsonObject document, JsonNode schema, JsonNode? value)
    {
        var wrong = new List<string>();
        Check(document, schema, value, "", wrong);
        return wrong.Count == 0;
    }

    private static IEnumerable<string> Types(JsonNode rule) => rule is JsonArray many ? many.Select(t => (string)t!) : [(string)rule!];

    private static bool Is(JsonNode? value, string type) =>
        (value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            JsonValueKind.Null => type == "null",
            JsonValueKind.Object => type == "object",
            JsonValueKind.Array => type == "array",
            JsonValueKind.String => type == "string",
            JsonValueKind.Number => type == "number" || (type == "integer" && (double)value! % 1 == 0),
            _ => type == "boolean",
        };

    private static bool Written(string keyword, JsonNode rule, string text) =>
        keyword switch
        {
            "minLength" => text.Length >= (int)rule,
            "maxLength" => text.Length <= (int)rule,
            "pattern" => Regex.IsMatch(text, (string)rule!),
            _ => (string)rule! switch
            {
                "uuid" => Guid.TryParse(text, out _),
                "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
                "date" => DateOnly.TryParse(text, CultureInfo.InvariantCulture, out _),
                "time" => TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out _),
                "email" => text.Contains('@', StringComparison.Ordinal),
                _ => true,
            },
        };

    private static string Told(JsonNode? value) => value?.ToJsonString() is { } text ? text[..Math.Min(text.Length, 80)] : "null";
}
