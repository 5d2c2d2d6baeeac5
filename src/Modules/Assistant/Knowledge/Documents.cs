using System.Security.Cryptography;
using System.Text;

namespace SmartAI.Assistant.Knowledge;

/// <summary>A place on a page, before it is kept.</summary>
internal sealed record Section(string Path, string Anchor, string Title, string Trail, string Text);

/// <summary>The documentation that this version brings, split at its headings.</summary>
internal static class Documents
{
    internal const string Source = "docs";

    // Raised when the way of splitting or indexing changes, so that what is kept is made anew.
    private const string Way = "1";
    private const string Folder = "docs/";

    /// <summary>Every section, and a hash of all that they say.</summary>
    internal static (IReadOnlyList<Section> Sections, string Hash) Read()
    {
        var assembly = typeof(Documents).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Way));
        var sections = new List<Section>();
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var text = reader.ReadToEnd();
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{text}\0"));
            sections.AddRange(Split(name[Folder.Length..], text));
        }

        return (sections, Convert.ToHexString(hash.GetHashAndReset()));
    }

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
                inCode = !inCode;
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
            var said = body.ToString().Trim();
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
            sections.Add(new Section(path, same == 0 ? anchor : $"{anchor}-{same}", title, trail, said));
        }
    }

    /// <summary>As pages of Markdown are linked: lower case, words joined by hyphens, nothing else.</summary>
    internal static string AnchorOf(string title) =>
        string.Concat(
            title.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : char.ToLowerInvariant(c))
        );
}
