using System.Text;
using System.Text.Json;

namespace SmartAI.Platform.Notifications;

/// <summary>
/// A text with variables, in the part of ICU's message syntax that notifications need: <c>{name}</c>,
/// <c>{count, plural, one {# file} other {# files}}</c>, and <c>{name, select, none {} other {: {name}}}</c> for a text that may be empty. English, Spanish
/// and French need no more forms than these.
/// </summary>
public sealed class MessageText
{
    private readonly List<Part> _parts;

    private MessageText(List<Part> parts) => _parts = parts;

    /// <summary>The names in it, each once.</summary>
    public IReadOnlySet<string> Variables => _parts.SelectMany(p => p.Names()).ToHashSet(StringComparer.Ordinal);

    /// <summary>Reads a text.</summary>
    /// <exception cref="FormatException">A brace is not closed, or what stands in it is neither a name nor one of these forms.</exception>
    public static MessageText Parse(string text)
    {
        var at = 0;
        var parts = ReadParts(text, ref at, inside: false);
        return new MessageText(parts);
    }

    /// <summary>The text for this reader.</summary>
    /// <exception cref="ArgumentException">A variable has no value: a half-filled sentence is worse than none.</exception>
    public string Render(IReadOnlyDictionary<string, JsonElement> values, Reader reader)
    {
        var shown = new StringBuilder();
        foreach (var part in _parts)
            part.Write(shown, values, reader, null);
        return shown.ToString();
    }

    private static List<Part> ReadParts(string text, ref int at, bool inside)
    {
        var parts = new List<Part>();
        var start = at;
        for (; at < text.Length && !(inside && text[at] == '}'); )
        {
            if (text[at] == '}')
                throw new FormatException("A brace is closed that was not opened.");
            if (text[at] != '{')
            {
                at++;
                continue;
            }
            if (at > start)
                parts.Add(new Words(text[start..at]));
            parts.Add(ReadVariable(text, ref at));
            start = at;
        }
        if (at > start)
            parts.Add(new Words(text[start..at]));
        return parts;
    }

    private static Part ReadVariable(string text, ref int at)
    {
        var end = text.AsSpan(at).IndexOfAny(',', '}');
        if (end < 0)
            throw new FormatException("A brace is not closed.");
        var name = text[(at + 1)..(at + end)].Trim();
        if (name.Length == 0 || !name.All(char.IsAsciiLetterOrDigit))
            throw new FormatException($"\"{name}\" is no name of a variable.");
        at += end + 1;
        if (text[at - 1] == '}')
            return new Variable(name);

        var word = text.IndexOf(',', at);
        var isPlural = word >= 0 && text[at..word].Trim() == "plural";
        if (!isPlural && (word < 0 || text[at..word].Trim() != "select"))
            throw new FormatException($"After \"{name},\" comes plural or select.");
        at = word + 1;
        var (first, other) = (ReadForm(text, ref at, isPlural ? "one" : "none"), ReadForm(text, ref at, "other"));
        SkipSpace(text, ref at);
        if (at >= text.Length || text[at++] != '}')
            throw new FormatException("A plural or select is not closed.");
        return isPlural ? new Plural(name, first, other) : new Select(name, first, other);
    }

    private static List<Part> ReadForm(string text, ref int at, string form)
    {
        SkipSpace(text, ref at);
        if (string.CompareOrdinal(text, at, form, 0, form.Length) != 0)
            throw new FormatException($"Here the form {form} is missing: a plural has one and other, a select none and other.");
        at += form.Length;
        SkipSpace(text, ref at);
        if (at >= text.Length || text[at++] != '{')
            throw new FormatException($"The form {form} stands in braces.");
        var parts = ReadParts(text, ref at, inside: true);
        if (at >= text.Length)
            throw new FormatException("A brace is not closed.");
        at++;
        return parts;
    }

    private static void SkipSpace(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private abstract record Part
    {
        public abstract void Write(StringBuilder to, IReadOnlyDictionary<string, JsonElement> values, Reader reader, string? count);

        public virtual IEnumerable<string> Names() => [];

        protected static JsonElement Value(IReadOnlyDictionary<string, JsonElement> values, string name) =>
            values.TryGetValue(name, out var value) ? value : throw new ArgumentException($"The variable {name} has no value.");
    }

    private sealed record Words(string Text) : Part
    {
        public override void Write(StringBuilder to, IReadOnlyDictionary<string, JsonElement> values, Reader reader, string? count) =>
            to.Append(count is null ? Text : Text.Replace("#", count, StringComparison.Ordinal));
    }

    private sealed record Variable(string Name) : Part
    {
        public override void Write(StringBuilder to, IReadOnlyDictionary<string, JsonElement> values, Reader reader, string? count) =>
            to.Append(NotificationValue.Show(Value(values, Name), reader));

        public override IEnumerable<string> Names() => [Name];
    }

    private sealed record Select(string Name, List<Part> None, List<Part> Other) : Part
    {
        public override void Write(StringBuilder to, IReadOnlyDictionary<string, JsonElement> values, Reader reader, string? count)
        {
            foreach (var part in NotificationValue.Show(Value(values, Name), reader).Length == 0 ? None : Other)
                part.Write(to, values, reader, count);
        }

        public override IEnumerable<string> Names() => [Name, .. None.Concat(Other).SelectMany(p => p.Names())];
    }

    private sealed record Plural(string Name, List<Part> One, List<Part> Other) : Part
    {
        public override void Write(StringBuilder to, IReadOnlyDictionary<string, JsonElement> values, Reader reader, string? count)
        {
            var number = Value(values, Name) is { ValueKind: JsonValueKind.Number } value
                ? value.GetInt64()
                : throw new ArgumentException($"The variable {Name} is no number.");
            // French counts zero with one (CLDR).
            var isOne = number == 1 || (number == 0 && reader.Language == "fr");
            foreach (var part in isOne ? One : Other)
                part.Write(to, values, reader, number.ToString("N0", reader.Culture));
        }

        public override IEnumerable<string> Names() => [Name, .. One.Concat(Other).SelectMany(p => p.Names())];
    }
}
