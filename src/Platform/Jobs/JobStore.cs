using Microsoft.EntityFrameworkCore;
using Npgsql;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Jobs;

/// <summary>A job that this node's worker holds.</summary>
internal sealed record ClaimedJob(Guid Id, string Kind, string Payload, int Attempt, int MaxAttempts, string RequestId);

/// <summary>
/// What a worker does to <c>platform.jobs</c>, one statement each. Leases run on the database's clock, so nodes need not agree on the time. A run may end
/// its job only while attempt and worker are still the ones that claimed it.
/// </summary>
internal sealed class JobStore(NpgsqlDataSource source, JobSettings settings, TimeProvider clock)
{
    private const string Held = "id = @id and attempts = @attempt and locked_by = @worker and status = 'running'";

    // Several nodes that failed together should not come back together, hence the jitter of a quarter.
    private const string BackOff = "least(@after * power(3, least(attempts - 1, 12)), @most) * (0.75 + random() / 2)";

    // The newer of two clocks: a test moves the node's, and a node whose clock is behind must not delay the others' jobs.
    private const string Claim = """
        with due as materialized (
            select id from platform.jobs
            where status = 'ready' and run_at <= greatest(@now, clock_timestamp())
            order by priority desc, run_at, id limit @count for update skip locked)
        update platform.jobs job
        set status = 'running', attempts = job.attempts + 1, locked_by = @worker, lease_until = clock_timestamp() + @lease
        from due where job.id = due.id
        returning job.id, job.kind, job.payload, job.attempts, job.max_attempts, job.request_id
        """;

    private const string Complete = $"""
        update platform.jobs set status = 'done', finished_at = clock_timestamp(), locked_by = null, lease_until = null where {Held}
        """;

    private const string Fail = $"""
        update platform.jobs set
            status = case when @permanent or attempts >= max_attempts then 'dead' else 'ready' end,
            finished_at = case when @permanent or attempts >= max_attempts then clock_timestamp() end,
            run_at = clock_timestamp() + {BackOff}, locked_by = null, lease_until = null, last_error = @error
        where {Held} returning status
        """;

    // An interrupted run was nobody's failure: it is not counted.
    private const string Release = $"""
        update platform.jobs set status = 'ready', attempts = attempts - 1, run_at = clock_timestamp(), locked_by = null, lease_until = null where {Held}
        """;

    private const string Renew = $"update platform.jobs set lease_until = clock_timestamp() + @lease where {Held}";

    private const string RenewAll = """
        update platform.jobs set lease_until = clock_timestamp() + @lease where id = any(@ids) and locked_by = @worker and status = 'running'
        returning id, attempts
        """;

    /// <summary>Who this process is in <c>locked_by</c>; new in each process, so that a restarted one is somebody else.</summary>
    internal string Worker { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Ids.NewSecret()[..8]}";

    internal async Task<IReadOnlyList<ClaimedJob>> ClaimAsync(int count, CancellationToken cancel)
    {
        await using var command = Command(Claim, new("now", clock.GetUtcNow()), new("count", count), Me, Lease);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var claimed = new List<ClaimedJob>(count);
        while (await rows.ReadAsync(cancel))
            claimed.Add(new(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3), rows.GetInt32(4), rows.GetString(5)));
        return claimed;
    }

    /// <summary>Ends the job well; with a context, inside of its transaction. False if the lease was lost.</summary>
    internal async Task<bool> CompleteAsync(ClaimedJob job, ModuleDbContext? db, CancellationToken cancel)
    {
        if (db is not null)
            return await db.Database.ExecuteSqlRawAsync(Complete, Of(job), cancel) == 1;
        await using var command = Command(Complete, Of(job));
        return await command.ExecuteNonQueryAsync(cancel) == 1;
    }

    /// <summary>Notes a failure and returns the job's new status; null if the lease was lost.</summary>
    internal async Task<string?> FailAsync(ClaimedJob job, string error, bool permanent, CancellationToken cancel)
    {
        await using var command = Command(
            Fail,
            [
                .. Of(job),
                new("error", error),
                new("permanent", permanent),
                new("after", settings.RetryAfter),
                new("most", settings.RetryAtMost),
            ]
        );
        return (string?)await command.ExecuteScalarAsync(cancel);
    }

    internal async Task<bool> ReleaseAsync(ClaimedJob job, CancellationToken cancel)
    {
        await using var command = Command(Release, Of(job));
        return await command.ExecuteNonQueryAsync(cancel) == 1;
    }

    internal async Task<bool> RenewAsync(ModuleDbContext db, ClaimedJob job, CancellationToken cancel) =>
        await db.Database.ExecuteSqlRawAsync(Renew, [.. Of(job), Lease], cancel) == 1;

    /// <summary>Prolongs the leases of these jobs and returns the runs that this worker still holds.</summary>
    internal async Task<HashSet<(Guid Id, int Attempt)>> RenewAsync(Guid[] ids, CancellationToken cancel)
    {
        await using var command = Command(RenewAll, new("ids", ids), Me, Lease);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var held = new HashSet<(Guid, int)>();
        while (await rows.ReadAsync(cancel))
            held.Add((rows.GetGuid(0), rows.GetInt32(1)));
        return held;
    }

    private NpgsqlParameter Me => new("worker", Worker);

    private NpgsqlParameter Lease => new("lease", settings.Lease);

    private NpgsqlParameter[] Of(ClaimedJob job) => [new("id", job.Id), new("attempt", job.Attempt), Me];

    private NpgsqlCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return command;
    }
}
