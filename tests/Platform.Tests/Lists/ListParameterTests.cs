using System.Net;
using System.Text.Json;
using CsCheck;

namespace SmartAI.Platform.Tests.Lists;

/// <summary>What a list takes in its query, and what it says to the rest.</summary>
public sealed class ListParameterTests(ListServer server) : IClassFixture<ListServer>
{
    [Theory]
    [InlineData("limit=0", "/limit")]
    [InlineData("limit=201", "/limit")]
    [InlineData("limit=ten", "/limit")]
    [InlineData("limit=99999999999999999999", "/limit")]
    [InlineData("limit=5&limit=6", "/limit")]
    [InlineData("sort=nothing", "/sort")]
    [InlineData("sort=--name", "/sort")]
    [InlineData("sort=", "/sort")]
    [InlineData("withTotal=1", "/withTotal")]
    [InlineData("format=pdf", "/format")]
    [InlineData("format=csv&limit=5", "/limit")]
    [InlineData("format=csv&cursor=x", "/cursor")]
    [InlineData("state=lost", "/state")]
    [InlineData("state=0", "/state")]
    [InlineData("state=InUse", "/state")]
    [InlineData("state=new&state=", "/state")]
    [InlineData("batch=42", "/batch")]
    [InlineData("batch=%7B00000000-0000-0000-0000-000000000000%7D", "/batch")]
    [InlineData("createdFrom=2026-01-31", "/createdFrom")]
    [InlineData("createdFrom=2026-01-31T10:00:00", "/createdFrom")]
    [InlineData("createdFrom=2026-02-30T10:00:00Z", "/createdFrom")]
    [InlineData("createdFrom=0001-01-01T00:00:00%2B05:00", "/createdFrom")]
    [InlineData("number=1.5", "/number")]
    [InlineData("number=2147483648", "/number")]
    [InlineData("seen=yes", "/seen")]
    [InlineData("name=a&name=b", "/name")]
    [InlineData("name=", "/name")]
    public async Task A_value_that_cannot_be_used_is_named(string query, string pointer) =>
        await RefusesAsync(query, "request.invalid_parameter", pointer);

    [Theory]
    [InlineData("colour=red", "request.unknown_parameter", "/colour")]
    [InlineData("Limit=5", "request.unknown_parameter", "/Limit")]
    [InlineData("a/b~=1", "request.unknown_parameter", "/a~1b~0")]
    [InlineData("colour=red&limit=0", "request.unknown_parameter", "/limit")]
    [InlineData("name=a%00b", "request.invalid_text", "/name")]
    [InlineData("q=%00&colour=red", "request.invalid_text", "/colour")]
    [InlineData("cursor=", "request.invalid_cursor", "/cursor")]
    public async Task The_outermost_mistake_is_the_code(string query, string code, string pointer) =>
        await RefusesAsync(query, code, pointer);

    [Theory]
    [InlineData("createdFrom=2026-01-31T10:00:00Z")]
    [InlineData("createdFrom=2026-01-31T10:00:00.1234567%2B02:00")]
    [InlineData("createdFrom=0001-01-01T00:00:00Z")]
    [InlineData("createdFrom=9999-12-31T23:59:59.9999999Z")]
    [InlineData("state=new&state=inUse&state=new&sort=-seenAt&limit=200&withTotal=true&seen=false&number=-1")]
    [InlineData("q=")]
    [InlineData("q=%20")]
    public async Task What_is_declared_is_taken(string query) =>
        (await server.GetAsync("/things?" + query)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task A_text_may_have_200_characters_and_no_more()
    {
        (await server.GetAsync("/things?q=" + new string('x', 200))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await RefusesAsync("q=" + new string('x', 201), "request.invalid_parameter", "/q");
    }

    [Fact]
    public async Task Search_takes_its_wildcards_for_characters()
    {
        var batch = Ids.New(TimeProvider.System);
        await server.AddAsync(Array.ConvertAll(["a%b", "a_b", @"a\b", "aXb"], name => Named(batch, name)));
        foreach (var (text, found) in new[] { ("%", "a%b"), ("_", "a_b"), (@"\", @"a\b"), ("XB", "aXb") })
            (await NamesAsync($"batch={batch}&q={Uri.EscapeDataString(text)}")).ShouldBe([found]);
    }

    [Fact]
    public async Task The_total_counts_past_the_page_and_only_when_asked()
    {
        var batch = Ids.New(TimeProvider.System);
        await server.AddAsync(Named(batch, "a"), Named(batch, "b"), Named(batch, "c"));
        (await PageAsync($"batch={batch}&limit=1&withTotal=true")).GetProperty("total").GetInt64().ShouldBe(3);
        (await PageAsync($"batch={batch}&limit=1")).GetProperty("total").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("/things?limit=1&sort=name")]
    [InlineData("/things?limit=1&sort=-number")]
    [InlineData("/things?limit=1&number=1")]
    [InlineData("/others?limit=1")]
    public async Task A_cursor_serves_only_its_own_question(string other)
    {
        var batch = Ids.New(TimeProvider.System);
        await server.AddAsync(Named(batch, "a"), Named(batch, "b"));
        var next = (await PageAsync("limit=1")).GetProperty("next").GetString();
        var answer = await server.GetAsync($"{other}&cursor={next}");
        (await ListServer.JsonOf(answer)).GetProperty("code").GetString().ShouldBe("request.invalid_cursor");
        // The limit is no part of it: a client may take a longer page next.
        (await server.GetAsync($"/things?limit=2&cursor={next}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_query_is_a_failure_of_ours()
    {
        var names = Gen.OneOf(
            Pick.From("limit", "cursor", "sort", "withTotal", "format", "batch", "state", "createdFrom", "number", "seen", "q"),
            Gen.String[0, 5]
        );
        var values = Gen.OneOf(Pick.From("1", "-name", "true", "csv", "new", "2026-01-01T00:00:00Z", "%", "_"), Gen.String[0, 30]);
        await Gen.Select(names, values)
            .Array[0, 4]
            .SampleAsync(
                async pairs =>
                {
                    var query = string.Join('&', pairs.Select(p => $"{Escape(p.Item1)}={Escape(p.Item2)}"));
                    var answer = await server.GetAsync("/things?" + query);
                    answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
                },
                iter: 300,
                threads: 2
            );
    }

    // Byte by byte and not through UTF-8, so that broken sequences are sent as well.
    private static string Escape(string text) => string.Concat(text.Select(c => $"%{(byte)c:X2}"));

    private static Thing Named(Guid batch, string name) =>
        new()
        {
            Id = Ids.New(TimeProvider.System),
            Batch = batch,
            Name = name,
            Number = 1,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };

    private async Task<JsonElement> PageAsync(string query) => await server.JsonAsync("/things?" + query);

    private async Task<string?[]> NamesAsync(string query) =>
        [.. (await PageAsync(query)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("name").GetString())];

    private async Task RefusesAsync(string query, string code, string pointer)
    {
        var answer = await server.GetAsync("/things?" + query);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await ListServer.JsonOf(answer);
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("errors").TryGetProperty(pointer, out _).ShouldBeTrue(problem.ToString());
    }
}
