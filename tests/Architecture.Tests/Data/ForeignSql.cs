using System.Text.RegularExpressions;

namespace SmartAI.Architecture.Tests.Data;

/// <summary>Finds SQL text that names a table of a schema that is not one's own.</summary>
internal static partial class ForeignSql
{
    /// <summary>The foreign tables, as <c>schema.table</c>, that the text names behind a word of SQL.</summary>
    internal static IEnumerable<string> In(string text, string own, IReadOnlyCollection<string> schemas) =>
        NamedTable()
            .Matches(WithoutComments(text))
            .Where(m => m.Groups["schema"].Value is var schema && schema != own && schemas.Contains(schema))
            .Select(m => $"{m.Groups["schema"].Value}.{m.Groups["table"].Value}")
            .Distinct(StringComparer.Ordinal);

    private static string WithoutComments(string text) =>
        string.Join('\n', text.Split('\n').Where(l => !l.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    [GeneratedRegex(
        """\b(from|join|into|update|table|references|truncate|using|only|copy|exists|on)\s+\\?"?(?<schema>[a-z_]+)\\?"?\s*\.\s*\\?"?(?<table>[a-z_]+)""",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex NamedTable();
}
