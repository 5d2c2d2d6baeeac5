using Npgsql;

namespace SmartAI.Bench.Jobs;

/// <summary>
/// What the platform's start from idle is held against, in the same rounds: one table, one statement that writes and notifies, one that claims with
/// <c>SKIP LOCKED</c>, both committed to the disk, over Npgsql alone. No retries, no leases, no limits, no context.
/// </summary>
internal static class BareQueue
{
    private const string Schema = """
        drop table if exists public.bare_jobs;
        create table public.bare_jobs (
            id bigint generated always as identity primary key, number int not null, payload jsonb not null,
            status text not null default 'ready', run_at timestamptz not null default clock_timestamp(), began bigint);
        create index on public.bare_jobs (run_at, id) where status = 'ready';
        """;

    private const string Enqueue =
        """insert into public.bare_jobs (number, payload) values (@number, '{"number":1}'); select pg_notify('bare_jobs', '')""";

    private const string Claim = """
        with due as materialized (
            select ctid from public.bare_jobs where status = 'ready' and run_at <= clock_timestamp() order by run_at, id limit 1 for update skip locked)
        update public.bare_jobs job set status = 'running' from due where job.ctid = due.ctid returning job.id, job.payload
        """;

    internal static async Task PrepareAsync(NpgsqlDataSource source) => await RunAsync(source, Schema);

    internal static async Task EnqueueAsync(NpgsqlDataSource source, int number)
    {
        await using var command = source.CreateCommand(Enqueue);
        command.Parameters.AddWithValue("number", number);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>When each job that has begun did so, by its number; forgets them.</summary>
    internal static async Task<Dictionary<int, DateTime>> TakeStartsAsync(NpgsqlDataSource source)
    {
        var starts = new Dictionary<int, DateTime>();
        await using var command = source.CreateCommand("delete from public.bare_jobs where began is not null returning number, began");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            starts[rows.GetInt32(0)] = new DateTime(rows.GetInt64(1), DateTimeKind.Utc);
        return starts;
    }

    /// <summary>The worker: claims one after the other until the process is killed.</summary>
    internal static async Task WorkAsync(string connection, TimeProvider clock)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 20, NoResetOnClose = true }
        );
        await using var listening = await source.OpenConnectionAsync();
        await using (var listen = new NpgsqlCommand("listen bare_jobs", listening))
            await listen.ExecuteNonQueryAsync();
        Console.WriteLine(WorkerProcess.IsRunning);
        while (true)
        {
            while (await TakeAsync(source) is { } id)
            {
                var began = clock.GetUtcNow().UtcTicks;
                await RunAsync(
                    source,
                    "update public.bare_jobs set status = 'done', began = @began where id = @id",
                    new("began", began),
                    new("id", id)
                );
            }
            await listening.WaitAsync();
        }
    }

    private static async Task<long?> TakeAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(Claim);
        return (long?)await command.ExecuteScalarAsync();
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql, params NpgsqlParameter[] values)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddRange(values);
        await command.ExecuteNonQueryAsync();
    }
}
