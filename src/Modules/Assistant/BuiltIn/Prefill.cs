using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.BuiltIn;

/// <summary>
/// Fills fields of a tool's form from a phrase: only a value whose format the field's schema names, and only where it can be meant in one way. Whom or what
/// a change is for is never guessed from a name.
/// </summary>
internal static partial class Prefill
{
    internal static IReadOnlyDictionary<string, string> Read(Tool tool, string phrase)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!tool.Input.TryGetProperty("properties", out var properties))
            return found;
        foreach (var fields in properties.EnumerateObject().GroupBy(p => FormatOf(p.Value), StringComparer.Ordinal))
        {
            var values = ValuesOf(fields.Key, phrase);
            // Two values for one field, or two fields for one value: that is for the person to say.
            if (values.Count == 1 && fields.Count() == 1)
                found[fields.First().Name] = values[0];
        }

        return found;
    }

    /// <summary>The one mail address in a phrase; null where there is none, or more than one.</summary>
    internal static string? EmailIn(string phrase) => ValuesOf("email", phrase) is [var only] ? only : null;

    private static string FormatOf(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("format", out var format) ? format.GetString() ?? "" : "";

    private static IReadOnlyList<string> ValuesOf(string format, string phrase) =>
        format switch
        {
            "email" => Distinct(Email().Matches(phrase).Select(m => m.Value)),
            "uuid" => Distinct(Uuid().Matches(phrase).Select(m => m.Value.ToLowerInvariant())),
            "date" => Distinct(Dates(phrase).Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            "date-time" => Distinct(Dates(phrase).Select(d => d.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture))),
            _ => [],
        };

    private static IReadOnlyList<string> Distinct(IEnumerable<string> values) => [.. values.Distinct(StringComparer.OrdinalIgnoreCase)];

    // ISO 8601 only: 03/04 is a day in March for some and in April for others.
    private static IEnumerable<DateOnly> Dates(string phrase) =>
        IsoDate()
            .Matches(phrase)
            .Select(m =>
                (Is: DateOnly.TryParseExact(m.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day), day)
            )
            .Where(d => d.Is)
            .Select(d => d.day);

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(\.[A-Za-z0-9\-]{1,63}){1,8}", RegexOptions.ExplicitCapture)]
    private static partial Regex Email();

    [GeneratedRegex(@"\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")]
    private static partial Regex IsoDate();
}
