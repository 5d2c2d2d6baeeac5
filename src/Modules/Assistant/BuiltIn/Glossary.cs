using System.Text.Json;

namespace SmartAI.Assistant.BuiltIn;

/// <summary>
/// Says in the English words of tools and pages what a reader of another language typed, and what one word often stands for. A key that ends in <c>*</c>
/// stands for every word that begins so, which serves languages that bend their words; one of several words is looked for first.
/// </summary>
internal sealed class Glossary
{
    private const int LongestKey = 3;
    private readonly Language[] _languages;

    /// <summary>Of tools; of pages too where it says so: their readers ask about more things than there are tools for.</summary>
    internal Glossary(bool ofPages) => _languages = [.. new[] { "en", "es", "fr" }.Select(name => Language.Read(name, ofPages))];

    /// <summary>What was said, without the words that say nothing.</summary>
    internal IReadOnlyList<Concept> Read(string text)
    {
        var words = Phrase.WordsOf(text);
        // The language in which most of it is known; English where that is open.
        var language = _languages.MaxBy(l => l.Known(words))!;
        var concepts = new List<Concept>();
        for (var at = 0; at < words.Count; )
        {
            var (length, meaning) = language.Find(words, at);
            var typed = string.Join(' ', words.Skip(at).Take(length));
            if (meaning is null)
                concepts.Add(new Concept(typed, [typed], false));
            else if (meaning.Length > 0)
                // In English what was typed is a word of its own; the others only stand beside it.
                concepts.Add(new Concept(typed, language == _languages[0] ? [typed, .. meaning] : meaning, true));
            at += length;
        }

        return concepts;
    }

    private sealed class Language(Dictionary<string, string[]> exact, (string Prefix, string[] Meaning)[] prefixes)
    {
        internal int Known(IReadOnlyList<string> words)
        {
            var known = 0;
            for (var at = 0; at < words.Count; )
            {
                var (length, meaning) = Find(words, at);
                // Small words tell a language; others, such as mail, are at home in several.
                known +=
                    meaning is null ? 0
                    : meaning.Length == 0 ? 3 * length
                    : length;
                at += length;
            }

            return known;
        }

        /// <summary>How many words are one, and what they mean: nothing said where it is empty, unknown where it is null.</summary>
        internal (int Length, string[]? Meaning) Find(IReadOnlyList<string> words, int at)
        {
            for (var length = Math.Min(LongestKey, words.Count - at); length >= 1; length--)
            {
                var typed = string.Join(' ', words.Skip(at).Take(length));
                if (exact.TryGetValue(typed, out var meaning))
                    return (length, meaning);
                if (
                    Array.Find(prefixes, p => typed.StartsWith(p.Prefix, StringComparison.Ordinal) && IsOne(typed, p.Prefix)) is
                    { Prefix: not null } found
                )
                    return (length, found.Meaning);
            }

            return (1, null);
        }

        // A prefix of two words must not swallow a third one.
        private static bool IsOne(string typed, string prefix) => typed.Count(c => c == ' ') == prefix.Count(c => c == ' ');

        internal static Language Read(string name, bool ofPages)
        {
            var words = Load($"BuiltIn.{name}");
            if (ofPages)
            {
                // Written the other way round: by what is meant, all that people type for it.
                foreach (var (meaning, typed) in Load($"Knowledge.Terms.{name}"))
                foreach (var word in typed.Split(", "))
                    words[word] = meaning;
            }

            var entries = words.Select(e => (e.Key, Meaning: e.Value.Split('|', StringSplitOptions.RemoveEmptyEntries))).ToList();
            return new Language(
                entries.Where(e => !e.Key.EndsWith('*')).ToDictionary(e => e.Key, e => e.Meaning, StringComparer.Ordinal),
                [.. entries.Where(e => e.Key.EndsWith('*')).Select(e => (e.Key[..^1], e.Meaning)).OrderByDescending(e => e.Item1.Length)]
            );
        }

        private static Dictionary<string, string> Load(string file)
        {
            using var stream = typeof(Glossary).Assembly.GetManifestResourceStream($"SmartAI.Assistant.{file}.json")!;
            return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
        }
    }
}
