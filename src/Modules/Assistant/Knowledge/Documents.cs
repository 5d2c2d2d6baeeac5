using System.Security.Cryptography;
using System.Text;
using SmartAI.Platform.Documents;

namespace SmartAI.Assistant.Knowledge;

/// <summary>A place on a page, before it is kept.</summary>
internal sealed record Section(string Path, string Anchor, string Title, string Trail, string Words, string Text);

/// <summary>The documentation that this version brings, split at its headings.</summary>
internal static class Documents
{
    internal const string Source = "docs";

    // Raised when the way of splitting or indexing changes, so that what is kept is made anew.
    private const string Way = "2";
    private const string AlsoBegins = "<!-- also:";
    private const string AlsoEnds = "-->";

    /// <summary>Every section, and a hash of all that they say. The tables of contents answer no question.</summary>
    internal static (IReadOnlyList<Section> Sections, string Hash) Read(Documentation documentation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Way));
        var sections = new List<Section>();
        foreach (var page in documentation.Pages.Where(p => p.Name != "README"))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{PathOf(page)}\0{page.Source}\0"));
            sections.AddRange(Split(PathOf(page), page.Source));
        }

        return (sections, Convert.ToHexString(hash.GetHashAndReset()));
    }

    /// <summary>How a page is named where it is cited: <c>members/account.md</c>.</summary>
    internal static string PathOf(DocumentPage page) => $"{page.Guide}/{page.Name}.md";

    internal static IReadOnlyList<Section> Split(string path, string text)
    {
        var sections = new List<Section>();
        var headings = new List<(int Level, string Title)>();
        var body = new StringBuilder();
        var inCode = false;
        foreach (var line in text.Split('\n'))
        {
            var bare = line.TrimEnd('\r');
            if (bare.StartsWith("```", StringComparison.Ordinal))
            {
                inCode = !inCode;
                // What stands behind the language is for the tests that run the block, and says nothing to whoever looks for it.
                bare = bare.Split(' ')[0];
            }
            var level = inCode ? 0 : bare.TakeWhile(c => c == '#').Count();
            if (level is > 0 and <= 6 && bare.Length > level && bare[level] == ' ')
            {
                Close();
                headings.RemoveAll(h => h.Level >= level);
                headings.Add((level, bare[(level + 1)..].Trim()));
            }
            else
            {
                body.Append(bare).Append('\n');
            }
        }

        Close();
        return sections;

        void Close()
        {
            var (said, words) = Part(body.ToString());
            body.Clear();
            // A heading with nothing under it but other headings is found through them.
            if (said.Length == 0 || headings.Count == 0)
                return;
            var title = headings[^1].Title;
            var trail = string.Join(" > ", headings.SkipLast(1).Select(h => h.Title));
            var anchor = AnchorOf(title);
            var same = sections.Count(s =>
                s.Anchor == anchor || s.Anchor.StartsWith($"{anchor}-", StringComparison.Ordinal) && s.Title == title
            );
            sections.Add(new Section(path, same == 0 ? anchor : $"{anchor}-{same}", title, trail, words, said));
        }
    }

    /// <summary>What is said, and other words for it, which its writers noted for whoever looks for it.</summary>
    private static (string Said, string Words) Part(string body)
    {
        var begins = body.IndexOf(AlsoBegins, StringComparison.Ordinal);
        var ends = begins < 0 ? -1 : body.IndexOf(AlsoEnds, begins, StringComparison.Ordinal);
        if (ends < 0)
            return (body.Trim(), "");
        var words = body[(begins + AlsoBegins.Length)..ends].ReplaceLineEndings(" ").Trim();
        return (string.Concat(body.AsSpan(0, begins), body.AsSpan(ends + AlsoEnds.Length)).Trim(), words);
    }

    /// <summary>As pages of Markdown are linked: lower case, words joined by hyphens, nothing else.</summary>
    internal static string AnchorOf(string title) =>
        string.Concat(
            title.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : char.ToLowerInvariant(c))
        );
}
