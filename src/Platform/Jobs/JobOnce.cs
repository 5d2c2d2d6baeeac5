using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Jobs;

/// <summary>Writes a job with a deduplication key unless an unfinished one with the same key exists.</summary>
internal static class JobOnce
{
    private const string Insert = """
        insert into platform.jobs (
            id, kind, queue, lane, payload, priority, max_attempts, run_at, rank_at, deduplication_key, request_id, owner_id, created_at)
        values (
            @id, @kind, @queue, @lane, @payload::jsonb, @priority, @max, coalesce(@runAt, clock_timestamp()), coalesce(@rankAt, clock_timestamp()),
            @key, @request, @owner, @created)
        on conflict (deduplication_key) where deduplication_key is not null do nothing
        """;

    /// <summary>Commits with the context's transaction, which wakes the workers.</summary>
    /// <returns>False if there is one already.</returns>
    internal static async Task<bool> InsertOnceAsync(this ModuleDbContext db, JobRow row, CancellationToken cancel)
    {
        if (await db.Database.ExecuteSqlRawAsync(Insert, Values(row), cancel) == 0)
            return false;
        if (db.Database.CurrentTransaction is not null)
            JobWakeInterceptor.Mark(db);
        return true;
    }

    /// <summary>Commits with the connection's transaction; waking the workers after that is the caller's.</summary>
    /// <returns>False if there is one already.</returns>
    internal static async Task<bool> InsertOnceAsync(this NpgsqlConnection connection, JobRow row, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Insert, connection);
        command.Parameters.AddRange(Values(row));
        return await command.ExecuteNonQueryAsync(cancel) > 0;
    }

    private static NpgsqlParameter[] Values(JobRow row) =>
        [
            new("id", row.Id),
            new("kind", row.Kind),
            new("payload", row.Payload),
            new("priority", row.Priority),
            new("max", row.MaxAttempts),
            Time("runAt", row.RunAt),
            Time("rankAt", row.RankAt),
            new("queue", row.Queue),
            new("lane", row.Lane),
            new("owner", NpgsqlDbType.Uuid) { Value = (object?)row.OwnerId ?? DBNull.Value },
            new("key", row.DeduplicationKey),
            new("request", row.RequestId),
            new("created", row.CreatedAt),
        ];

    private static NpgsqlParameter Time(string name, DateTimeOffset moment) =>
        new(name, NpgsqlDbType.TimestampTz) { Value = moment == default ? DBNull.Value : moment };
}
