using System.Globalization;
using System.Text;

namespace SmartAI.Assistant.BuiltIn;

/// <summary>One thing that a person said, in the English words that tools and pages may have for it; the likeliest first.</summary>
internal sealed record Concept(string Typed, IReadOnlyList<string> Words, bool IsTranslated);

/// <summary>What a person typed, taken apart.</summary>
internal static class Phrase
{
    /// <summary>Lower-case words without accents, in order; at most 100 of them.</summary>
    internal static IReadOnlyList<string> WordsOf(string text) => Read(text, 100);

    /// <summary>The same of a page.</summary>
    internal static IReadOnlyList<string> AllWordsOf(string text) => Read(text, int.MaxValue);

    private static List<string> Read(string text, int most)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                continue;
            if (char.IsLetterOrDigit(c))
                word.Append(char.ToLowerInvariant(c));
            else
                Close();
        }

        Close();
        return words;

        void Close()
        {
            if (word.Length > 0 && words.Count < most)
                words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>
    /// The part of an English word that its forms share, near enough to compare two words. PostgreSQL does it better where pages are searched; the few
    /// words of a tool's title do not ask for more.
    /// </summary>
    internal static string StemOf(string word)
    {
        var stem = word;
        if (stem.Length > 4 && stem.EndsWith("ies", StringComparison.Ordinal))
            stem = stem[..^3];
        else if (stem.Length > 5 && stem.EndsWith("ing", StringComparison.Ordinal))
            stem = stem[..^3];
        else if (stem.Length > 4 && stem.EndsWith("ed", StringComparison.Ordinal))
            stem = stem[..^2];
        else if (stem.Length > 4 && stem.EndsWith("es", StringComparison.Ordinal))
            stem = stem[..^2];
        else if (stem.Length > 3 && stem.EndsWith('s') && !stem.EndsWith("ss", StringComparison.Ordinal))
            stem = stem[..^1];
        return stem.Length > 3 && (stem[^1] is 'e' or 'y') ? stem[..^1] : stem;
    }
}
