using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SmartAI.Platform.Lists.Export;

/// <summary>A kind of file that a list can be had as.</summary>
internal abstract class ExportFormat(string name, string contentType)
{
    public static IReadOnlyList<ExportFormat> All { get; } = [new CsvFormat(), new XlsxFormat(), new JsonLinesFormat()];

    /// <summary>The value of <c>format</c>, and the end of the file's name.</summary>
    public string Name => name;

    public string ContentType => contentType;

    /// <summary>The most rows a file holds; null for no end.</summary>
    public virtual int? MaxRows => null;

    /// <summary>Writes the file. Whatever can fail before <see cref="ExportJob{TItem}.BeginAsync"/> still gets a proper answer; after it, only a cut connection.</summary>
    public abstract Task WriteAsync<TItem>(ExportJob<TItem> job, CancellationToken cancel);

    /// <summary>
    /// What <c>Accept</c> asks for; null for JSON. JSON wins a tie of equal precision and where nothing acceptable is named, so that a browser's
    /// and curl's <c>*/*</c> get the page.
    /// </summary>
    public static ExportFormat? Accepted(HttpRequest request)
    {
        var header = request.Headers.Accept;
        if (header.Count == 0 || header is [null or "" or "*/*" or "application/json"])
            return null;
        if (!MediaTypeHeaderValue.TryParseList(header, out var ranges))
            return null;
        ExportFormat? best = null;
        var bestRank = Rank(ranges, Json);
        foreach (var format in All)
        {
            var rank = Rank(ranges, MediaTypeHeaderValue.Parse(format.ContentType));
            if (rank.CompareTo(bestRank) > 0)
                (best, bestRank) = (format, rank);
        }
        return best;
    }

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    // RFC 9110, section 12.5.1: the most precise range that matches gives a type its quality.
    private static (double Quality, int Precision) Rank(IList<MediaTypeHeaderValue> ranges, MediaTypeHeaderValue type)
    {
        (double Quality, int Precision) rank = (0, 0);
        foreach (var range in ranges)
        {
            var precision =
                range.MatchesAllTypes ? 1
                : !range.Type.Equals(type.Type, StringComparison.OrdinalIgnoreCase) ? 0
                : range.MatchesAllSubTypes ? 2
                : range.SubType.Equals(type.SubType, StringComparison.OrdinalIgnoreCase) ? 3
                : 0;
            if (precision > rank.Precision)
                rank = (range.Quality ?? 1, precision);
        }
        return rank.Quality > 0 ? rank : (0, 0);
    }
}

/// <summary>One file being made.</summary>
/// <param name="Response">Where it goes.</param>
/// <param name="Rows">The rows, read from the database as they are taken; once only.</param>
/// <param name="Json">How the answers of the platform are written.</param>
/// <param name="ForPerson">True if a link asked for it rather than a program's Accept.</param>
/// <param name="LargestFile">The most bytes of temporary file.</param>
/// <param name="BeginAsync">Sends the head of the answer.</param>
internal sealed record ExportJob<TItem>(
    HttpResponse Response,
    IAsyncEnumerable<TItem> Rows,
    JsonSerializerOptions Json,
    bool ForPerson,
    long LargestFile,
    Func<Task> BeginAsync
);
