using Npgsql;

namespace SmartAI.Platform.Jobs;

/// <summary>Gives back what dead workers held, and buries what nobody knows. Every node does it; SKIP LOCKED keeps them apart.</summary>
internal sealed class JobUpkeep(NpgsqlDataSource source, JobSettings settings, JobKinds kinds)
{
    private const string Lost = "The worker stopped answering before the job ended.";

    // The first loss is tried again at once: a node was restarted. From the second on the job itself is under suspicion and waits.
    private static readonly string GiveBack = $"""
        with lost as materialized (
            select id as lost_id from platform.jobs where status = 'running' and lease_until < clock_timestamp()
            order by lease_until limit 1000 for update skip locked),
        over as (
            delete from platform.jobs using lost where id = lost_id and (attempts >= max_attempts or cancel_asked_at is not null)
            returning platform.jobs.*),
        buried as ({JobSql.Bury("over", "case when cancel_asked_at is not null then 'cancelled' else 'dead' end", $"'{Lost}'")}
            returning id),
        back as (
            update platform.jobs set
                status = 'ready', run_at = ahead, rank_at = ahead - {JobSql.HeadStart}, locked_by = null, lease_until = null, last_error = '{Lost}',
                failures = {JobSql.FailuresWith($"'{Lost}'")}
            from (
                select id as back_id, clock_timestamp() + case when attempts > 1 then {JobSql.BackOff} else interval '0' end as ahead
                from platform.jobs join lost on id = lost_id) again
            where id = back_id and not (attempts >= max_attempts or cancel_asked_at is not null)
            returning id)
        select (select count(*) from buried)::int, (select count(*) from back)::int
        """;

    // A job of a newer version's kind waits for workers of that version. One that nobody has taken for so long has lost its program.
    private static readonly string Unknown = $"""
        with unknown as materialized (
            select id as unknown_id from platform.jobs
            where status = 'ready' and kind <> all(@kinds) and run_at < clock_timestamp() - @after limit 1000 for update skip locked),
        over as (delete from platform.jobs using unknown where id = unknown_id returning platform.jobs.*)
        {JobSql.Bury("over", "'dead'", "'No worker knows jobs of kind ' || kind || '.'")}
        """;

    // One node a time is enough; the last look of a minute stands for it.
    private const string Sample = """
        insert into platform.job_depths (minute, queue, waiting, running)
        select date_trunc('minute', clock_timestamp()), queue, count(*) filter (where status = 'ready' and run_at <= now()),
            count(*) filter (where status = 'running')
        from platform.jobs where (select pg_try_advisory_xact_lock(hashtextextended('platform job depths', 1))) group by queue
        on conflict (minute, queue) do update set waiting = excluded.waiting, running = excluded.running
        """;

    internal async Task<int> SampleAsync(CancellationToken cancel)
    {
        await using var command = source.CreateCommand(Sample);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Returns how many are ready again.</summary>
    internal async Task<int> GiveBackAsync(CancellationToken cancel)
    {
        await using var command = source.CreateCommand(GiveBack);
        command.Parameters.AddWithValue("after", settings.RetryAfter);
        command.Parameters.AddWithValue("most", settings.RetryAtMost);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        await rows.ReadAsync(cancel);
        return rows.GetInt32(1);
    }

    internal async Task<int> BuryUnknownAsync(CancellationToken cancel)
    {
        await using var command = source.CreateCommand(Unknown);
        command.Parameters.AddWithValue("kinds", kinds.All.Keys.ToArray());
        command.Parameters.AddWithValue("after", settings.UnknownAfter);
        return await command.ExecuteNonQueryAsync(cancel);
    }
}
