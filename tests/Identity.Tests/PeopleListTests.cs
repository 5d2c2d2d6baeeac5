using MiniExcelLibs;

namespace SmartAI.Identity.Tests;

/// <summary>Forty people of which some share a name or were never seen, and an administrator who reads them.</summary>
public sealed class ManyPeopleFixture : PlatformFixture, IAsyncLifetime
{
    public Browser Administrator { get; private set; } = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await this.FillAsync(40);
        Administrator = await AdministratorAsync();
    }
}

internal static class ManyPeople
{
    /// <summary>People whose values repeat, so that order among equals is tested too.</summary>
    internal static Task FillAsync(this PlatformFixture platform, int count) =>
        platform.Database.RunAsync(
            """
            with made as (
                insert into identity.users (id, email, normalized_email, display_name, status, roles, language, time_zone, theme, density, created_at, is_demo)
                select gen_random_uuid(), 'bulk' || n || '@example.com', 'BULK' || n || '@EXAMPLE.COM',
                    (array['Ámbar','zoe','Bob','bob','Ñandú'])[n % 5 + 1] || ' ' || n / 7, (array['Active','Locked','Unverified','Deactivated'])[n % 4 + 1], '{member}',
                    'en', 'UTC', 'System', 'Comfortable', timestamptz '2026-01-01' + n / 3 * interval '1 hour', false
                from generate_series(1, $1) n returning id, email)
            insert into identity.user_activity (user_id, last_seen_at)
            select id, case when right(split_part(email, '@', 1), 1) in ('1', '2') then null else timestamptz '2026-02-01' + length(email) * interval '1 hour' end from made
            """,
            count
        );
}

public sealed class PeopleListTests(ManyPeopleFixture platform) : IClassFixture<ManyPeopleFixture>
{
    private const string People = "/api/v1/users";

    [Theory]
    [InlineData("createdAt", "created_at", "")]
    [InlineData("email", "email", "collate \"und-x-icu\"")]
    [InlineData("displayName", "display_name", "collate \"und-x-icu\"")]
    [InlineData("lastSeenAt", "last_seen_at", "")]
    public async Task Pages_in_every_order_give_everybody_once_and_in_order(string sort, string column, string collation)
    {
        foreach (var (sign, direction) in (IEnumerable<(string, string)>)[("", "asc"), ("-", "desc")])
        {
            var paged = await AllAsync($"q=bulk&sort={sign}{sort}", 7);

            var ordered = await platform.Database.ReadAllAsync<Guid>(
                $"""
                select u.id from identity.users u join identity.user_activity a on a.user_id = u.id where u.email like 'bulk%'
                order by {column} {collation} {direction} nulls last, u.id {direction}
                """
            );
            paged.ShouldBe(ordered, $"{sign}{sort}");
        }
    }

    [Fact]
    public async Task Somebody_who_is_added_between_pages_doubles_and_hides_nobody()
    {
        var before = (await platform.Database.ReadAllAsync<Guid>("select id from identity.users where email like 'bulk%'")).ToHashSet();
        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await platform.Administrator.GetAsync(
                $"{People}?q=bulk&sort=email&limit=9{(cursor is null ? "" : $"&cursor={cursor}")}"
            );
            seen.AddRange(page.ShouldBe(200).Items.Select(i => i.GetProperty("id").GetGuid()));
            cursor = page.Next;
            await platform.PersonAsync(email: $"bulk-added-{seen.Count}@example.com");
        } while (cursor is not null);

        seen.Distinct().Count().ShouldBe(seen.Count);
        before.Except(seen).ShouldBeEmpty();
        await platform.Database.RunAsync(
            "delete from identity.user_activity where user_id in (select id from identity.users where email like 'bulk-added%')"
        );
        await platform.Database.RunAsync("delete from identity.users where email like 'bulk-added%'");
    }

    [Theory]
    [InlineData("status=locked", "status = 'Locked'")]
    [InlineData("status=locked&status=unverified", "status in ('Locked', 'Unverified')")]
    [InlineData("role=administrator", "'administrator' = any(roles)")]
    [InlineData(
        "createdFrom=2026-01-01T05:00:00Z&createdTo=2026-01-01T07:00:00Z",
        "created_at >= '2026-01-01 05:00Z' and created_at <= '2026-01-01 07:00Z'"
    )]
    [InlineData("q=BULK1", "email like 'bulk1%'")]
    [InlineData("q=%25", "false")]
    [InlineData("q=bulk_", "false")]
    public async Task Filters_and_search_give_exactly_whom_they_name(string query, string condition)
    {
        var expected = await platform.Database.ReadAllAsync<Guid>($"select id from identity.users where {condition}");

        (await AllAsync(query, 200)).Order().ShouldBe(expected.Order());
        var counted = await platform.Administrator.GetAsync($"{People}?{query}&withTotal=true&limit=1");
        counted.ShouldBe(200).Json.GetProperty("total").GetInt32().ShouldBe(expected.Count);
    }

    [Theory]
    [InlineData("stauts=locked", "request.unknown_parameter", "/stauts")]
    [InlineData("status=sleeping", "request.invalid_parameter", "/status")]
    [InlineData("limit=0", "request.invalid_parameter", "/limit")]
    [InlineData("limit=201", "request.invalid_parameter", "/limit")]
    [InlineData("limit=1000000", "request.invalid_parameter", "/limit")]
    [InlineData("limit=abc", "request.invalid_parameter", "/limit")]
    [InlineData("limit=99999999999999999999", "request.invalid_parameter", "/limit")]
    [InlineData("sort=password_hash", "request.invalid_parameter", "/sort")]
    [InlineData("sort=email;drop table users", "request.invalid_parameter", "/sort")]
    [InlineData("createdFrom=yesterday", "request.invalid_parameter", "/createdFrom")]
    [InlineData("withTotal=maybe", "request.invalid_parameter", "/withTotal")]
    [InlineData("format=pdf", "request.invalid_parameter", "/format")]
    [InlineData("limit=1&limit=2", "request.invalid_parameter", "/limit")]
    [InlineData("q=%00", "request.invalid_text", null)]
    [InlineData("cursor=", "request.invalid_cursor", "/cursor")]
    [InlineData("cursor=AAAA", "request.invalid_cursor", null)]
    [InlineData("cursor=%F0%9F%92%A9", "request.invalid_cursor", null)]
    public async Task A_question_that_makes_no_sense_is_refused(string query, string code, string? field)
    {
        var answer = (await platform.Administrator.GetAsync($"{People}?{query}")).ShouldFail(400, code);
        if (field is not null)
            answer.FieldCodes(field).ShouldNotBeEmpty(answer.Body);
    }

    [Fact]
    public async Task A_cursor_is_for_its_own_list_sort_and_filter()
    {
        var cursor = (await platform.Administrator.GetAsync($"{People}?sort=email&limit=2")).ShouldBe(200).Next!;

        (await platform.Administrator.GetAsync($"{People}?sort=email&limit=5&cursor={cursor}")).ShouldBe(200);
        (await platform.Administrator.GetAsync($"{People}?sort=-email&limit=2&cursor={cursor}")).ShouldFail(400, "request.invalid_cursor");
        (await platform.Administrator.GetAsync($"{People}?sort=displayName&limit=2&cursor={cursor}")).ShouldFail(
            400,
            "request.invalid_cursor"
        );
        (await platform.Administrator.GetAsync($"{People}?sort=email&status=active&limit=2&cursor={cursor}")).ShouldFail(
            400,
            "request.invalid_cursor"
        );
        (await platform.Administrator.GetAsync($"/api/v1/audit?cursor={cursor}")).ShouldFail(400, "request.invalid_cursor");
        var middle = cursor.Length / 2;
        var tampered = cursor[..middle] + (cursor[middle] == 'A' ? 'B' : 'A') + cursor[(middle + 1)..];
        (await platform.Administrator.GetAsync($"{People}?sort=email&limit=2&cursor={tampered}")).ShouldFail(400, "request.invalid_cursor");
    }

    [Theory]
    [InlineData("format=csv", "*/*", "text/csv")]
    [InlineData("", "text/csv", "text/csv")]
    [InlineData("format=jsonl", "*/*", "application/x-ndjson")]
    [InlineData("", "application/x-ndjson", "application/x-ndjson")]
    [InlineData("format=xlsx", "*/*", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData(
        "",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )]
    public async Task Everybody_who_matches_leaves_in_a_file(string format, string accept, string type)
    {
        var answer = (
            await platform.Administrator.GetAsync(
                $"{People}?q=bulk&status=locked&sort=email{(format.Length > 0 ? "&" + format : "")}",
                ("Accept", accept)
            )
        ).ShouldBe(200);

        answer.ContentHeaders.ContentType!.MediaType.ShouldBe(type);
        answer.Header("Content-Disposition").ShouldNotBeNull().ShouldContain("attachment");
        var emails = await platform.Database.ReadAllAsync<string>(
            "select email from identity.users where email like 'bulk%' and status = 'Locked' order by email"
        );
        EmailsIn(answer, type).ShouldBe(emails, ignoreOrder: true);
    }

    [Fact]
    public async Task A_name_that_looks_like_a_formula_computes_nothing_in_a_spreadsheet()
    {
        foreach (var (name, number) in ((string[])["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"]).Select((n, i) => (n, i)))
            await platform.PersonAsync(email: $"formula{number}@example.net", name: name);

        var csv = (await platform.Administrator.GetAsync($"{People}?q=formula&format=csv")).ShouldBe(200).Body;
        csv.Split('\n')
            .Skip(1)
            .SelectMany(l => l.Split(','))
            .Select(c => c.Trim('\r', '"'))
            .ShouldAllBe(c => c.Length == 0 || !"=+-@\t".Contains(c[0]));
        var xlsx = (await platform.Administrator.GetAsync($"{People}?q=formula&format=xlsx")).ShouldBe(200);
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(xlsx.Bytes));
        foreach (
            var sheet in archive.Entries.Where(e =>
                e.FullName.Contains("worksheets/", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal)
            )
        )
            (await new StreamReader(sheet.Open()).ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldNotContain("<x:f>");
    }

    [Fact]
    public async Task A_file_has_no_pages()
    {
        (await platform.Administrator.GetAsync($"{People}?format=csv&limit=10"))
            .ShouldFail(400, "request.invalid_parameter")
            .FieldCodes("/limit")
            .ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Taking_everybody_away_is_in_the_trail()
    {
        (await platform.Administrator.GetAsync($"{People}?format=csv&q=trail")).ShouldBe(200);

        var entry = (
            await platform.Administrator.GetAsync(
                $"/api/v1/audit?action=identity.users.exported&actorId={platform.Administrator.UserId}&limit=1"
            )
        )
            .ShouldBe(200)
            .Items.ShouldHaveSingleItem();
        entry.GetProperty("changes")[0].GetProperty("after").GetString().ShouldBe("csv");
    }

    [Fact]
    public async Task One_person_is_read_with_all_that_the_list_leaves_out()
    {
        var person = await platform.PersonAsync();

        var answer = (await platform.Administrator.GetAsync($"{People}/{person.Id}")).ShouldBe(200);

        answer.Text("email").ShouldBe(person.Email);
        answer.ETag.ShouldNotBeEmpty();
        answer.Body.ShouldNotContain("hash", Case.Insensitive);
        (await platform.Administrator.GetAsync($"{People}/{Guid.Empty}")).ShouldFail(404, "identity.user_not_found");
        (await platform.Administrator.GetAsync($"{People}/not-an-id")).ShouldFail(404, "request.not_found");
    }

    private static IReadOnlyList<string> EmailsIn(Answer answer, string type) =>
        type switch
        {
            "text/csv" =>
            [
                .. answer
                    .Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Skip(1)
                    .Select(l => l.Split(',').Select(c => c.Trim('"')).First(c => c.Contains('@', StringComparison.Ordinal))),
            ],
            "application/x-ndjson" =>
            [
                .. answer
                    .Body.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("email").GetString()!),
            ],
            _ =>
            [
                .. new MemoryStream(answer.Bytes)
                    .Query(useHeaderRow: true)
                    .Cast<IDictionary<string, object>>()
                    .Select(r => (string)r.First(c => c.Value is string text && text.Contains('@', StringComparison.Ordinal)).Value),
            ],
        };

    private async Task<List<Guid>> AllAsync(string query, int limit)
    {
        var all = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = (
                await platform.Administrator.GetAsync($"{People}?{query}&limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}")
            ).ShouldBe(200);
            page.Items.Count.ShouldBeLessThanOrEqualTo(limit);
            all.AddRange(page.Items.Select(i => i.GetProperty("id").GetGuid()));
            cursor = page.Next;
        } while (cursor is not null);
        return all;
    }
}
