using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Jobs;

/// <summary>A run that ended well: its job, and what the handler leaves with it.</summary>
internal sealed record EndedJob(ClaimedJob Job, string? Result, string? Log);

/// <summary>What a worker does to the jobs that it holds, one statement each. Finished ones leave <c>platform.jobs</c> for the history.</summary>
internal sealed class JobStore(NpgsqlDataSource source, JobSettings settings)
{
    private static readonly string Complete = $"""
        with told as materialized (select * from unnest(@ids, @attempts, @results, @logs) as told(told_id, told_attempt, told_result, told_log)),
        ended as (
            delete from platform.jobs job using told
            where job.id = any(@ids) and job.id = told_id and job.attempts = told_attempt and job.locked_by = @worker and job.status = 'running'
            returning job.*, told_result, told_log)
        {JobSql.Bury(
            "ended",
            "'done'",
            log: JobSql.LogWith("told_log"),
            progress: "coalesce(progress_total, progress_done)",
            result: "told_result::jsonb"
        )}
        returning id
        """;

    // Called off while it ran: that is how it ends, whatever it failed with.
    private static readonly string Fail = $"""
        with dead as (
            delete from platform.jobs where {JobSql.Held} and (@permanent or attempts >= max_attempts or cancel_asked_at is not null) returning *),
        buried as (
            {JobSql.Bury(
            "dead",
            "case when cancel_asked_at is not null then 'cancelled' else 'dead' end",
            "@error::text",
            JobSql.LogWith("@log")
        )}
            returning status),
        again as (
            update platform.jobs set
                status = 'ready', run_at = ahead, rank_at = ahead - {JobSql.HeadStart}, locked_by = null, lease_until = null, last_error = @error,
                failures = {JobSql.FailuresWith("@error::text")}, log = {JobSql.LogWith("@log")}
            from (select id as again_id, clock_timestamp() + {JobSql.BackOff} as ahead from platform.jobs where {JobSql.Held}) later
            where id = again_id and {JobSql.Held} and not (@permanent or attempts >= max_attempts or cancel_asked_at is not null)
            returning status)
        select status from buried union all select status from again
        """;

    // An interrupted run was nobody's failure: it is not counted.
    private const string Release = """
        update platform.jobs set status = 'ready', attempts = attempts - 1, started_at = null, locked_by = null, lease_until = null
        from unnest(@ids, @attempts) as told(told_id, told_attempt)
        where id = told_id and attempts = told_attempt and locked_by = @worker and status = 'running'
        """;

    private const string Renew = $"update platform.jobs set lease_until = clock_timestamp() + @lease where {JobSql.Held}";

    private const string RenewAll = """
        update platform.jobs set lease_until = clock_timestamp() + @lease where id = any(@ids) and locked_by = @worker and status = 'running'
        returning id, attempts, cancel_asked_at is not null
        """;

    private static readonly string Progress = $"""
        update platform.jobs set progress_done = @done, progress_total = @total, progress_note = @note, log = {JobSql.LogWith("@log")}
        where {JobSql.Held}
        """;

    /// <summary>Who this process is in <c>locked_by</c>; new in each process, so that a restarted one is somebody else.</summary>
    internal string Worker { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Ids.NewSecret()[..8]}";

    /// <summary>Ends jobs well, and returns those that this worker still held.</summary>
    internal async Task<HashSet<Guid>> CompleteAsync(IReadOnlyList<EndedJob> jobs, CancellationToken cancel)
    {
        await using var batch = Batch(Complete, Of(jobs));
        await using var rows = await batch.ReadByIndexAsync(cancel);
        var ended = new HashSet<Guid>(jobs.Count);
        while (await rows.ReadAsync(cancel))
            ended.Add(rows.GetGuid(0));
        return ended;
    }

    /// <summary>Ends one job well inside of the transaction that holds its effects. False if the lease was lost.</summary>
    internal async Task<bool> CompleteAsync(EndedJob job, ModuleDbContext db, CancellationToken cancel)
    {
        var transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction).AddByIndex(Complete, Of([job]));
        await using var rows = await batch.ReadByIndexAsync(cancel);
        return await rows.ReadAsync(cancel);
    }

    /// <summary>Notes a failure and returns the job's new status; null if the lease was lost.</summary>
    internal async Task<string?> FailAsync(ClaimedJob job, string error, bool permanent, string? log, CancellationToken cancel)
    {
        await using var batch = Batch(
            Fail,
            [
                .. Of(job),
                new("error", error),
                new("permanent", permanent),
                new("after", settings.RetryAfter),
                new("most", settings.RetryAtMost),
                Text("log", log),
            ]
        );
        await using var rows = await batch.ReadByIndexAsync(cancel);
        return await rows.ReadAsync(cancel) ? rows.GetString(0) : null;
    }

    /// <summary>Gives jobs back as if they had not been claimed; returns how many were still held.</summary>
    internal async Task<int> ReleaseAsync(IReadOnlyList<ClaimedJob> jobs, CancellationToken cancel)
    {
        await using var batch = Batch(
            Release,
            new("ids", jobs.Select(j => j.Id).ToArray()),
            new("attempts", jobs.Select(j => j.Attempt).ToArray()),
            Me
        );
        return await batch.ExecuteNonQueryAsync(cancel);
    }

    internal async Task<bool> RenewAsync(ModuleDbContext db, ClaimedJob job, CancellationToken cancel) =>
        await db.Database.ExecuteSqlRawAsync(Renew, [.. Of(job), Lease], cancel) == 1;

    /// <summary>Prolongs the leases of these jobs; returns the runs that this worker still holds, and whether somebody called each off.</summary>
    internal async Task<Dictionary<(Guid Id, int Attempt), bool>> RenewAsync(Guid[] ids, CancellationToken cancel)
    {
        await using var batch = Batch(RenewAll, new("ids", ids), Me, Lease);
        await using var rows = await batch.ReadByIndexAsync(cancel);
        var held = new Dictionary<(Guid, int), bool>();
        while (await rows.ReadAsync(cancel))
            held.Add((rows.GetGuid(0), rows.GetInt32(1)), rows.GetBoolean(2));
        return held;
    }

    /// <summary>Notes how far a run is. False if the lease was lost.</summary>
    internal async Task<bool> ProgressAsync(ClaimedJob job, JobProgress progress, string? log, CancellationToken cancel)
    {
        await using var batch = Batch(
            Progress,
            [.. Of(job), new("done", progress.Done), new("total", progress.Total), Text("note", progress.Note), Text("log", log)]
        );
        return await batch.ExecuteNonQueryAsync(cancel) == 1;
    }

    private NpgsqlParameter Me => new("worker", Worker);

    private NpgsqlParameter Lease => new("lease", settings.Lease);

    private NpgsqlParameter[] Of(ClaimedJob job) => [new("id", job.Id), new("attempt", job.Attempt), Me];

    private NpgsqlParameter[] Of(IReadOnlyList<EndedJob> jobs) =>
        [
            new("ids", jobs.Select(j => j.Job.Id).ToArray()),
            new("attempts", jobs.Select(j => j.Job.Attempt).ToArray()),
            new("results", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = jobs.Select(j => j.Result).ToArray() },
            new("logs", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = jobs.Select(j => j.Log).ToArray() },
            Me,
        ];

    private static NpgsqlParameter Text(string name, string? text) =>
        new(name, NpgsqlDbType.Text) { Value = (object?)text ?? DBNull.Value };

    private NpgsqlBatch Batch(string sql, params NpgsqlParameter[] parameters) => source.CreateBatch().AddByIndex(sql, parameters);
}
