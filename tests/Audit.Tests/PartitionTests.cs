using Npgsql;

namespace SmartAI.Audit.Tests;

/// <summary>Months of the trail: what stands in the default partition moves into its month's own when that is made.</summary>
public sealed class PartitionTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Insert = """
        insert into platform.audit_entries (id, occurred_at, face, operation, action, outcome, request_id, salt)
        select (left(platform.uuid_at($1)::text, 14) || '7000-8000-' || right(md5(random()::text), 12))::uuid, $1, 'web', 'partition.op', 'partition.done', 'succeeded', 'p', '\x00'
        from generate_series(1, $2)
        """;

    [Fact]
    public async Task A_month_whose_entries_came_before_its_partition_gets_them_all_and_no_others()
    {
        await InsertAsync("2031-05-01T00:00:00Z", 300);
        await InsertAsync("2031-05-31T23:59:59Z", 200);
        await InsertAsync("2031-04-30T23:59:59Z", 7);
        await InsertAsync("2031-06-01T00:00:00Z", 9);
        (await InAsync("audit_entries_default", "2031")).ShouldBe(516);

        await MakeAsync("2031-05-17");
        await MakeAsync("2031-05-01");

        (await InAsync("audit_entries_2031_05", "2031")).ShouldBe(500);
        (await InAsync("audit_entries_default", "2031")).ShouldBe(16);
        (await InAsync("audit_entries", "2031")).ShouldBe(516);
        await InsertAsync("2031-05-15T12:00:00Z", 1);
        (await InAsync("audit_entries_2031_05", "2031")).ShouldBe(501);
        // It has what its siblings have: the key and every index.
        (
            await platform.Database.ReadAsync<bool>(
                """
                select (select count(*) from pg_index where indrelid = 'platform.audit_entries_2031_05'::regclass)
                     = (select count(*) from pg_index where indrelid = 'platform.audit_entries'::regclass)
                """
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_writes_while_a_month_is_made_is_neither_lost_nor_refused()
    {
        await InsertAsync("2033-03-10T00:00:00Z", 2000);
        using var end = new CancellationTokenSource();
        var writing = Enumerable.Range(0, 4).Select(_ => WriteAsync(end.Token)).ToArray();

        await Eventually.TrueAsync(async () => await InAsync("audit_entries", "2033") > 2050, "others write");
        await MakeAsync("2033-03-01");
        var made = await InAsync("audit_entries", "2033");
        await Eventually.TrueAsync(async () => await InAsync("audit_entries", "2033") > made + 50, "others go on writing");
        await end.CancelAsync();
        var written = (await Task.WhenAll(writing)).Sum();

        (await InAsync("audit_entries_2033_03", "2033")).ShouldBe(2000 + written);
        (await InAsync("audit_entries_default", "2033")).ShouldBe(0);
    }

    [Fact]
    public async Task A_long_read_delays_a_month_and_nobody_else()
    {
        await InsertAsync("2035-01-10T00:00:00Z", 1);
        await using var reading = await platform.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var export = await reading.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var read = new NpgsqlCommand("select count(*) from platform.audit_entries", reading, export))
            await read.ExecuteScalarAsync(TestContext.Current.CancellationToken);

        var refused = await Should.ThrowAsync<PostgresException>(() => MakeAsync("2035-01-01"));

        refused.SqlState.ShouldBe(PostgresErrorCodes.LockNotAvailable);
        await InsertAsync("2035-01-11T00:00:00Z", 1);
        await export.RollbackAsync(TestContext.Current.CancellationToken);
        await MakeAsync("2035-01-01");
        (await InAsync("audit_entries_2035_01", "2035")).ShouldBe(2);
    }

    private async Task<int> WriteAsync(CancellationToken end)
    {
        var written = 0;
        while (!end.IsCancellationRequested)
        {
            await InsertAsync("2033-03-20T00:00:00Z", 1);
            written++;
        }

        return written;
    }

    private Task<int> InsertAsync(string moment, int count) =>
        platform.Database.RunAsync(
            Insert,
            DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime,
            count
        );

    private Task<int> MakeAsync(string month) =>
        platform.Database.RunAsync(
            "select platform.make_audit_partition($1)",
            DateOnly.Parse(month, System.Globalization.CultureInfo.InvariantCulture)
        );

    private Task<long> InAsync(string table, string year) =>
        platform.Database.ReadAsync<long>($"select count(*) from platform.{table} where extract(year from occurred_at) = {year}");
}
