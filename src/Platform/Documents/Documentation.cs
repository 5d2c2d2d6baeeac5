using System.Text.RegularExpressions;

namespace SmartAI.Platform.Documents;

/// <summary>A page of the documentation that this version brings.</summary>
/// <param name="Guide">Whom it is written for: <c>members</c>, <c>operators</c> or <c>builders</c>.</param>
/// <param name="Name">Its file without the ending: <c>jobs</c>.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Summary">Its first paragraph, on one line; empty where it begins with something else.</param>
/// <param name="Text">All of it, as Markdown.</param>
public sealed record DocumentPage(string Guide, string Name, string Title, string Summary, string Text)
{
    /// <summary>The same with what is there for the search only: <c>&lt;!-- also: other words for the place --&gt;</c>.</summary>
    public required string Source { get; init; }
}

/// <summary>The guides of docs/, built into the program: what a person or a model reads here is about the version that runs.</summary>
public sealed partial class Documentation
{
    private readonly Lazy<IReadOnlyList<DocumentPage>> _pages = new(Read);

    /// <summary>All pages, by guide and name.</summary>
    public IReadOnlyList<DocumentPage> Pages => _pages.Value;

    /// <summary>The page of this name, or null.</summary>
    public DocumentPage? Find(string guide, string name) => Pages.FirstOrDefault(p => p.Guide == guide && p.Name == name);

    private static List<DocumentPage> Read()
    {
        var assembly = typeof(Documentation).Assembly;
        var pages = new List<DocumentPage>();
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (resource.Split('/') is not ["docs", var guide, var file])
                continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            pages.Add(Parse(guide, Path.GetFileNameWithoutExtension(file), reader.ReadToEnd().ReplaceLineEndings("\n")));
        }

        return pages;
    }

    private static DocumentPage Parse(string guide, string name, string source)
    {
        var text = AlsoFound().Replace(source, "");
        var blocks = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var title = blocks.FirstOrDefault(b => b.StartsWith("# ", StringComparison.Ordinal))?[2..].Split('\n')[0] ?? name;
        var first = blocks.FirstOrDefault(b => b[0] != '#');
        var summary = first is not null && (char.IsLetter(first[0]) || first[0] == '*') ? first.Replace('\n', ' ') : "";
        return new DocumentPage(guide, name, title, summary, text) { Source = source };
    }

    [GeneratedRegex(@"^<!-- also:[^>]*-->\n\n?", RegexOptions.Multiline)]
    private static partial Regex AlsoFound();
}
