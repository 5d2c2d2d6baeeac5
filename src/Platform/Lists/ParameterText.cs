using System.Globalization;
using System.Text.Json;

namespace SmartAI.Platform.Lists;

/// <summary>Reads one query value as a type. Strict, so that a value means the same to every client and cursor.</summary>
internal abstract class ParameterText
{
    /// <summary>Text longer than this is refused: nothing that a person searches for is, and ILIKE costs grow with it.</summary>
    internal const int MaxLength = 200;

    /// <summary>What the value has to look like, as the end of a sentence.</summary>
    public abstract string Expected { get; }

    /// <summary>The only values taken, or null.</summary>
    public virtual IReadOnlyList<string>? Values => null;

    /// <summary>The value, boxed; null if the text is not one.</summary>
    public abstract object? Read(string text);

    public static ParameterText Of(Type type) =>
        type.IsEnum ? new Choice(type)
        : type == typeof(string) ? new Scalar($"1 to {MaxLength} characters", t => t.Length is > 0 and <= MaxLength ? t : null)
        : type == typeof(Guid) ? new Scalar("a UUID", t => Guid.TryParseExact(t, "D", out var id) ? id : null)
        : type == typeof(bool)
            ? new Scalar(
                "true or false",
                t =>
                    t switch
                    {
                        "true" => true,
                        "false" => false,
                        _ => null,
                    }
            )
        : type == typeof(int) ? new Scalar("a whole number", t => ReadInt(t))
        : type == typeof(DateTimeOffset)
            ? new Scalar("a time in RFC 3339 form, as 2026-01-31T09:30:00Z (a + is sent as %2B)", t => ReadTime(t))
        : throw new ArgumentException($"A list cannot filter by {type.Name}: string, Guid, bool, int, DateTimeOffset or an enum.");

    internal static int? ReadInt(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A date-time of RFC 3339, in UTC: Npgsql takes a timestamptz in UTC only.</summary>
    internal static DateTimeOffset? ReadTime(string text)
    {
        // .NET's K also takes a time without any offset, whose meaning would depend on the server's time zone.
        var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        return
            hasOffset
            && DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private sealed class Scalar(string expected, Func<string, object?> read) : ParameterText
    {
        public override string Expected => expected;

        public override object? Read(string text) => read(text);
    }

    private sealed class Choice(Type type) : ParameterText
    {
        private readonly Dictionary<string, object> _byName = Enum.GetValues(type)
            .Cast<object>()
            .ToDictionary(v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()!), StringComparer.Ordinal);

        public override IReadOnlyList<string> Values => [.. _byName.Keys];

        public override string Expected => "one of " + string.Join(", ", _byName.Keys);

        public override object? Read(string text) => _byName.GetValueOrDefault(text);
    }
}
