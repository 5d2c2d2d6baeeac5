using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace SmartAI.Platform.Lists.Export;

/// <summary>
/// CSV by RFC 4180. Written here and not by Sylvan.Data.Csv: that takes a DbDataReader only, and one over items would be longer than this writer;
/// the tests read the files back with it.
/// </summary>
internal sealed class CsvFormat() : ExportFormat("csv", "text/csv; charset=utf-8")
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n;");

    // What a spreadsheet takes for the start of a formula, wide forms included: OWASP, CSV injection.
    private static readonly SearchValues<char> StartsFormula = SearchValues.Create("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20");

    public override async Task WriteAsync<TItem>(ExportJob<TItem> job, CancellationToken cancel)
    {
        await using var rows = job.Rows.GetAsyncEnumerator(cancel);
        // The first row before the first byte: a query that fails at once still gets an error for an answer.
        var more = await rows.MoveNextAsync();
        await job.BeginAsync();

        var output = job.Response.BodyWriter;
        var columns = ExportColumns<TItem>.All;
        // Excel takes UTF-8 for the machine's code page unless a byte order mark says otherwise; to a program the mark is noise in the first name.
        if (job.ForPerson)
            output.Write(Encoding.UTF8.Preamble);
        for (var i = 0; i < columns.Count; i++)
            Write(output, i, columns[i].Name);
        output.Write("\r\n"u8);
        for (; more; more = await rows.MoveNextAsync())
        {
            for (var i = 0; i < columns.Count; i++)
            {
                var value = columns[i].Read(rows.Current);
                if (value is not null && CellText.Of(value, job.Json) is { } text)
                    Write(output, i, Inert(text));
                else
                    WriteScalar(output, i, value);
            }
            output.Write("\r\n"u8);
            await ExportFlush.IfFullAsync(output, cancel);
        }
        await output.FlushAsync(cancel);
    }

    /// <summary>Text that a spreadsheet shows rather than runs.</summary>
    internal static string Inert(string text) => text.Length > 0 && StartsFormula.Contains(text[0]) ? "'" + text : text;

    private static void Write(PipeWriter output, int column, string text)
    {
        if (column > 0)
            output.Write(","u8);
        var quoted = text.AsSpan().ContainsAny(NeedQuotes);
        if (quoted)
            output.Write("\""u8);
        Encoding.UTF8.GetBytes(quoted ? text.Replace("\"", "\"\"", StringComparison.Ordinal) : text, output);
        if (quoted)
            output.Write("\""u8);
    }

    // Numbers, times and ids need no quotes, and a minus in front of a number is no formula.
    private static void WriteScalar(PipeWriter output, int column, object? value)
    {
        if (column > 0)
            output.Write(","u8);
        switch (value)
        {
            case null:
                return;
            case bool truth:
                output.Write(truth ? "true"u8 : "false"u8);
                return;
            case DateTimeOffset time:
                Format(output, time.UtcDateTime, "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'");
                return;
            case IUtf8SpanFormattable scalar:
                Format(output, scalar, value is DateOnly ? "O" : default);
                return;
            default:
                Encoding.UTF8.GetBytes(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture), output);
                return;
        }
    }

    private static void Format(PipeWriter output, IUtf8SpanFormattable value, ReadOnlySpan<char> format)
    {
        var size = 64;
        int written;
        while (!value.TryFormat(output.GetSpan(size), out written, format, CultureInfo.InvariantCulture))
            size *= 2;
        output.Advance(written);
    }
}

/// <summary>When the rows written so far go out.</summary>
internal static class ExportFlush
{
    private const int Full = 32 << 10;

    public static ValueTask<FlushResult> IfFullAsync(PipeWriter output, CancellationToken cancel) =>
        // A writer that cannot tell is flushed at every row: slow, never unbounded.
        !output.CanGetUnflushedBytes || output.UnflushedBytes >= Full
            ? output.FlushAsync(cancel)
            : default;
}
