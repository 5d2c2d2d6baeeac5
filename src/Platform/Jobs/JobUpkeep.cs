using Npgsql;

namespace SmartAI.Platform.Jobs;

/// <summary>Gives back what dead workers held, and deletes what nobody needs any more. Every node does it; SKIP LOCKED keeps them apart.</summary>
internal sealed class JobUpkeep(NpgsqlDataSource source, JobSettings settings)
{
    private const int Batch = 1000;

    // The first loss is tried again at once: a node was restarted. From the second on the job itself is under suspicion and waits.
    private const string GiveBack = """
        with lost as materialized (
            select id from platform.jobs where status = 'running' and lease_until < clock_timestamp()
            order by lease_until limit 1000 for update skip locked)
        update platform.jobs job set
            status = case when attempts >= max_attempts then 'dead' else 'ready' end,
            finished_at = case when attempts >= max_attempts then clock_timestamp() end,
            run_at = clock_timestamp() + case when attempts > 1 then least(@after * power(3, least(attempts - 2, 12)), @most) else interval '0' end,
            locked_by = null, lease_until = null, last_error = 'The worker stopped answering before the job ended.'
        from lost where job.id = lost.id
        """;

    private const string Delete = """
        delete from platform.jobs where id in (
            select id from platform.jobs
            where finished_at < clock_timestamp() - @keep and status = @status
            order by finished_at limit 1000 for update skip locked)
        """;

    internal async Task<int> GiveBackAsync(CancellationToken cancel)
    {
        await using var command = source.CreateCommand(GiveBack);
        command.Parameters.AddWithValue("after", settings.RetryAfter);
        command.Parameters.AddWithValue("most", settings.RetryAtMost);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Deletes in small transactions, so that it never holds back vacuum or a claim.</summary>
    internal async Task<int> DeleteOldAsync(CancellationToken cancel) =>
        await DeleteAsync(JobStatus.Done, TimeSpan.FromDays(settings.KeepDoneDays), cancel)
        + await DeleteAsync(JobStatus.Dead, TimeSpan.FromDays(settings.KeepDeadDays), cancel);

    private async Task<int> DeleteAsync(string status, TimeSpan keep, CancellationToken cancel)
    {
        var total = 0;
        int deleted;
        do
        {
            await using var command = source.CreateCommand(Delete);
            command.Parameters.AddWithValue("status", status);
            command.Parameters.AddWithValue("keep", keep);
            total += deleted = await command.ExecuteNonQueryAsync(cancel);
        } while (deleted == Batch);
        return total;
    }
}
