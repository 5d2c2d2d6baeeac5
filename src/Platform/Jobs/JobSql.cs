using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Jobs;

/// <summary>What several statements about jobs have in common.</summary>
internal static class JobSql
{
    /// <summary>A run may end its job only while attempt and worker are still the ones that claimed it.</summary>
    internal const string Held = "id = @id and attempts = @attempt and locked_by = @worker and status = 'running'";

    // Several nodes that failed together should not come back together, hence the jitter of a quarter.
    internal const string BackOff = "least(@after * power(3, least(greatest(attempts - 1, 0), 12)), @most) * (0.75 + random() / 2)";

    /// <summary>The head start that a priority gives; <see cref="JobRow.HeadStart"/> in SQL.</summary>
    internal const string HeadStart = "priority * interval '30 seconds'";

    /// <summary>A log with the lines of this attempt, which are in a parameter or column of that name.</summary>
    internal static string LogWith(string lines) =>
        $"case when {lines}::text is null then log else platform.append_last(log, {lines}::jsonb, 200) end";

    private const string Kept =
        "id, kind, queue, lane, payload, priority, attempts, max_attempts, run_at, started_at, deduplication_key, request_id, owner_id, created_at, "
        + "progress_total, progress_note";

    /// <summary>Moves rows of <c>platform.jobs</c>, as a CTE returned them, into the history.</summary>
    /// <param name="from">The CTE's name.</param>
    /// <param name="status">SQL for the final state.</param>
    /// <param name="error">SQL for the last error; a failure's is also noted among the attempts.</param>
    /// <param name="log">SQL for the log.</param>
    /// <param name="progress">SQL for how far it came.</param>
    /// <param name="result">SQL for the result.</param>
    internal static string Bury(
        string from,
        string status,
        string? error = null,
        string log = "log",
        string progress = "progress_done",
        string result = "null::jsonb"
    ) =>
        $"""
            insert into platform.job_history ({Kept}, progress_done, worker, last_error, failures, log, result, status, finished_at)
            select {Kept}, {progress}, locked_by, {error ?? "last_error"}, {(
                error is null ? "failures" : FailuresWith(error)
            )}, {log}, {result},
                {status}, clock_timestamp() from {from}
            """;

    /// <summary>The columns that go back into <c>platform.jobs</c> when a finished job is tried again.</summary>
    internal const string Again =
        "id, kind, payload, priority, attempts, deduplication_key, request_id, owner_id, created_at, last_error, failures, log";

    /// <summary>A JSON array of failed attempts with the one that ends now.</summary>
    internal static string FailuresWith(string error) =>
        $"""
            platform.append_last(failures, jsonb_build_object('attempt', attempts, 'startedAt', started_at, 'endedAt', clock_timestamp(),
                'worker', locked_by, 'error', {error}), 50)
            """;

    // PostgreSQL keeps plans, also one that was made while the queue was empty; that one reads all of a table that has filled up since. Seen in the bench:
    // eight times the database's work for each job of ten thousand, and it grows with the queue. Both settings end with the statement's transaction.
    private const string ByIndex = """
        select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true), set_config('enable_nestloop', 'off', true)
        """;

    /// <summary>Adds a statement that walks along indexes, however few rows there seemed to be when it was planned.</summary>
    internal static NpgsqlBatch AddByIndex(this NpgsqlBatch batch, string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ByIndex));
        batch.BatchCommands.Add(command);
        return batch;
    }

    /// <summary>The rows of the statement that was added.</summary>
    internal static async Task<NpgsqlDataReader> ReadByIndexAsync(this NpgsqlBatch batch, CancellationToken cancel)
    {
        var rows = await batch.ExecuteReaderAsync(cancel);
        await rows.NextResultAsync(cancel);
        return rows;
    }

    /// <summary>Runs a statement in the context's transaction, which it begins if need be, and reads its one row.</summary>
    internal static async Task<T> AskAsync<T>(
        this ModuleDbContext db,
        string sql,
        NpgsqlParameter[] parameters,
        Func<DbDataReader, T> read,
        CancellationToken cancel
    )
    {
        await db.BeginAsync(cancel);
        await using var command = (NpgsqlCommand)db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        command.Parameters.AddRange(parameters);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        await rows.ReadAsync(cancel);
        return read(rows);
    }
}
