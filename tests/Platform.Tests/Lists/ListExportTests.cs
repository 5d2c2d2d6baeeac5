using System.IO.Compression;
using System.Net;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Lists.Export;
using Sylvan.Data.Csv;

namespace SmartAI.Platform.Tests.Lists;

/// <summary>Lists as files.</summary>
public sealed class ListExportTests(ListServer server) : IClassFixture<ListServer>
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 10, 0, 0, 123, 456, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Csv_gives_back_every_cell()
    {
        var batch = Ids.New(TimeProvider.System);
        await server.AddAsync(Named(batch, "say \"hi\",\r\nthen; go", -5, ["a", "b"]), Named(batch, "zoë 😀", 7, []));
        var csv = await server.TextAsync($"/things?batch={batch}&sort=number&format=csv");
        await using var reader = CsvDataReader.Create(new StringReader(csv));
        reader
            .GetColumnSchema()
            .Select(c => c.ColumnName)
            .ShouldBe(["id", "name", "number", "state", "tags", "createdAt", "seenAt", "place.room", "place.shelf"]);
        (await reader.ReadAsync(Cancel)).ShouldBeTrue();
        Enumerable
            .Range(1, 8)
            .Select(reader.GetString)
            .ShouldBe([
                "say \"hi\",\r\nthen; go",
                "-5",
                "inUse",
                "a; b",
                "2026-01-31T10:00:00.123456Z",
                "",
                "say \"hi\",\r\nthen; go",
                "-5",
            ]);
        (await reader.ReadAsync(Cancel)).ShouldBeTrue();
        reader.GetString(1).ShouldBe("zoë 😀");
        (await reader.ReadAsync(Cancel)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/things?number=1&format=csv", "*/*", true)]
    [InlineData("/things?number=1", "text/csv", false)]
    public async Task Only_a_file_for_a_person_begins_with_the_mark_that_Excel_needs(string address, string accept, bool marked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await server.Client.SendAsync(request, Cancel);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
        bytes.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble).ShouldBe(marked);
    }

    [Fact]
    public void Text_is_inert_exactly_where_a_formula_could_start() =>
        Gen.Select(Pick.From("=", "+", "-", "@", "\t", "\r", "\n", "＝", "a", "1", "'", " "), Gen.String)
            .Sample(
                (first, rest) =>
                    CsvFormat.Inert(first + rest).ShouldBe(first is "a" or "1" or "'" or " " ? first + rest : "'" + first + rest)
            );

    [Theory]
    [InlineData("text/csv", "text/csv")]
    [InlineData("application/x-ndjson", "application/x-ndjson")]
    [InlineData("text/csv;q=0.5, application/x-ndjson;q=0.9, */*;q=0.1", "application/x-ndjson")]
    [InlineData("text/csv, */*", "text/csv")]
    [InlineData("text/csv;q=0.5, application/json", "application/json")]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", "application/json")]
    [InlineData("text/csv;q=0", "application/json")]
    [InlineData("image/png", "application/json")]
    [InlineData("nonsense;;;", "application/json")]
    public async Task Accept_decides_the_kind_of_answer(string accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/things?number=1");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await server.Client.SendAsync(request, Cancel);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
    }

    [Fact]
    public async Task A_file_has_a_name_with_its_list_and_time()
    {
        using var answer = await server.GetAsync("/things?format=jsonl&number=1");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileName!.ShouldMatch("""^"?things-\d{8}-\d{6}\.jsonl"?$""");
    }

    [Fact]
    public async Task Json_lines_are_the_items_in_order_with_rows_without_key_last()
    {
        var batch = Ids.New(TimeProvider.System);
        await server.AddAsync([
            .. Enumerable.Range(0, 300).Select(i => Named(batch, $"n{i}", i, [], i % 3 == 0 ? null : At.AddSeconds(i))),
        ]);
        var lines = (await server.TextAsync($"/things?batch={batch}&sort=-seenAt&format=jsonl")).TrimEnd('\n').Split('\n');
        var numbers = lines.Select(l => JsonSerializer.Deserialize<JsonElement>(l).GetProperty("number").GetInt32()).ToList();
        numbers.Count.ShouldBe(300);
        numbers.Take(200).ShouldBe(Enumerable.Range(0, 300).Where(i => i % 3 != 0).Reverse());
        numbers.Skip(200).ShouldAllBe(i => i % 3 == 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_workbook_holds_text_as_text(int rows)
    {
        var batch = Ids.New(TimeProvider.System);
        await server.AddAsync([.. Enumerable.Range(0, rows).Select(i => Named(batch, "=1+1", i, []))]);
        var bytes = await (await server.GetAsync($"/things?batch={batch}&format=xlsx")).Content.ReadAsByteArrayAsync(Cancel);
        await using var zip = new ZipArchive(new MemoryStream(bytes));
        using var sheet = new StreamReader(await zip.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(Cancel));
        var xml = await sheet.ReadToEndAsync(Cancel);
        xml.ShouldContain(">place.room<");
        xml.ShouldNotContain("<x:f>");
        xml.Split("t=\"str\" s=\"2\"><x:v>=1+1<").Length.ShouldBe(rows * 2 + 1);
    }

    [Fact]
    public async Task Half_a_file_never_looks_whole()
    {
        var batch = Ids.New(TimeProvider.System);
        await server.AddAsync([.. Enumerable.Range(0, 20_001).Select(i => Named(batch, "x", i, []))]);
        await Should.ThrowAsync<HttpRequestException>(() => server.TextAsync($"/failing?batch={batch}&sort=number&format=csv"));
        using var workbook = await server.GetAsync($"/failing?batch={batch}&sort=number&format=xlsx");
        workbook.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task One_export_too_many_is_told_when_to_come_back()
    {
        var slots = server.Services.GetRequiredService<ExportSlots>();
        var taken = Enumerable.Range(0, 10).Select(_ => slots.TryTake()).OfType<IDisposable>().ToList();
        taken.Count.ShouldBe(4);
        using (var refused = await server.GetAsync("/things?format=csv&number=1"))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter.ShouldNotBeNull();
            (await ListServer.JsonOf(refused)).GetProperty("code").GetString().ShouldBe("export.busy");
        }
        taken.ForEach(t => t.Dispose());
        (await server.GetAsync("/things?format=csv&number=1")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Thing Named(Guid batch, string name, int number, string[] tags, DateTimeOffset? seen = null) =>
        new()
        {
            Id = Ids.New(TimeProvider.System),
            Batch = batch,
            Name = name,
            Number = number,
            State = ThingState.InUse,
            Tags = tags,
            CreatedAt = At,
            SeenAt = seen,
        };
}
