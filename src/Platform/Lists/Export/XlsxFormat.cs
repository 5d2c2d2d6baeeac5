using System.Data;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace SmartAI.Platform.Lists.Export;

/// <summary>
/// An Excel workbook of one sheet, into a temporary file first: a zip's directory stands at its end, so a failure halfway could otherwise not be
/// told from a whole file. Text cells are typed as text, which no spreadsheet runs as a formula, so they keep their first character.
/// </summary>
internal sealed class XlsxFormat() : ExportFormat("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
{
    // The limits of the format: 1,048,576 rows with the header, 32,767 characters in a cell.
    private const int MaxCell = 32_767;
    private const int RowsBetweenChecks = 1_000;

    public override int? MaxRows => 1_048_575;

    public override async Task WriteAsync<TItem>(ExportJob<TItem> job, CancellationToken cancel)
    {
        var place = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = 1 << 16,
        };
        // Other accounts on the machine may not read it; Windows has it in the account's own folder.
        if (!OperatingSystem.IsWindows())
            place.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(Path.Combine(Path.GetTempPath(), $"smartai-export-{Path.GetRandomFileName()}"), place);

        var look = new OpenXmlConfiguration { AutoFilter = false, TableStyles = TableStyles.None };
        await using var rows = job.Rows.GetAsyncEnumerator(cancel);
        // MiniExcel takes the header from the first row; without rows it would be missing.
        object sheet = await rows.MoveNextAsync() ? Cells(rows, job, file, cancel) : Header<TItem>();
        await file.SaveAsAsync(sheet, configuration: look, cancellationToken: cancel);

        job.Response.ContentLength = file.Length;
        await job.BeginAsync();
        file.Position = 0;
        await file.CopyToAsync(job.Response.Body, cancel);
    }

    private static async IAsyncEnumerable<IDictionary<string, object?>> Cells<TItem>(
        IAsyncEnumerator<TItem> rows,
        ExportJob<TItem> job,
        FileStream file,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        // One dictionary for all rows: MiniExcel has written a row before it asks for the next.
        var cells = new Dictionary<string, object?>(StringComparer.Ordinal);
        var written = 0;
        do
        {
            cancel.ThrowIfCancellationRequested();
            if (++written % RowsBetweenChecks == 0 && file.Length > job.LargestFile)
                throw new ExportTooLargeException();
            foreach (var column in ExportColumns<TItem>.All)
                cells[column.Name] = Cell(column.Read(rows.Current), job.Json);
            yield return cells;
        } while (await rows.MoveNextAsync());
    }

    private static object? Cell(object? value, JsonSerializerOptions json) =>
        value switch
        {
            null or bool => value,
            // Excel knows no offsets: times are in UTC, as everywhere outside.
            DateTimeOffset time => time.UtcDateTime,
            Guid id => id.ToString(),
            _ => CellText.Of(value, json) is { } text ? Cut(text) : value,
        };

    private static string Cut(string text) =>
        text.Length <= MaxCell ? text
        : char.IsHighSurrogate(text[MaxCell - 1]) ? text[..(MaxCell - 1)]
        : text[..MaxCell];

    private static DataTable Header<TItem>()
    {
        var table = new DataTable { Locale = System.Globalization.CultureInfo.InvariantCulture };
        foreach (var column in ExportColumns<TItem>.All)
            table.Columns.Add(column.Name);
        return table;
    }
}
