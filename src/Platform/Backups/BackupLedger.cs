using Npgsql;

namespace SmartAI.Platform.Backups;

/// <summary>Keeps the record of backups: what was made, what was proven, what is gone.</summary>
public sealed class BackupLedger(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Writes a new backup down.</summary>
    public Task MadeAsync(MadeBackup made, CancellationToken cancel) =>
        RunAsync(
            """
            insert into platform.backups (id, name, place, made_at, bytes, seconds, tables, rows, blobs, schema_version, kind)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (name) do nothing
            """,
            cancel,
            Ids.New(clock),
            made.Name,
            made.Place,
            made.MadeAt,
            made.Bytes,
            made.Seconds,
            made.Tables,
            made.Rows,
            made.Blobs,
            (object?)made.SchemaVersion ?? DBNull.Value,
            Stored(made.Kind)
        );

    /// <summary>Writes a proof down; the backup may be one that another installation made.</summary>
    public Task ProvenAsync(KeptBackup backup, string place, RestoredBackup proof, CancellationToken cancel) =>
        RunAsync(
            """
            insert into platform.backups as b (id, name, place, made_at, bytes, seconds, tables, rows, blobs, proven_at, proven_seconds, schema_version)
            values ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $10, $11)
            on conflict (name) do update set proven_at = excluded.proven_at, proven_seconds = excluded.proven_seconds, failure = null,
                tables = excluded.tables, rows = excluded.rows, blobs = excluded.blobs, schema_version = excluded.schema_version
            """,
            cancel,
            Ids.New(clock),
            backup.Name,
            place,
            proof.MadeAt,
            backup.Bytes,
            proof.Tables,
            proof.Rows,
            proof.Blobs,
            clock.GetUtcNow(),
            proof.Seconds,
            (object?)proof.SchemaVersion ?? DBNull.Value
        );

    /// <summary>Writes down that a proof failed.</summary>
    public Task FailedAsync(string name, string why, CancellationToken cancel) =>
        RunAsync("update platform.backups set failure = $2 where name = $1", cancel, name, why);

    /// <summary>Writes down what was removed for its age.</summary>
    public Task RemovedAsync(IReadOnlyList<string> names, CancellationToken cancel) =>
        RunAsync("update platform.backups set removed_at = $2 where name = any($1)", cancel, names.ToArray(), clock.GetUtcNow());

    /// <summary>Compares the record with what lies in a place: what others made is added, and what is no longer there counts as lost.</summary>
    public Task CountedAsync(string place, IReadOnlyList<KeptBackup> kept, CancellationToken cancel) =>
        RunAsync(
            """
            with kept as (
                select * from unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::bigint[], $7::text[]) as k (id, name, made_at, bytes, kind)),
            missed as (
                update platform.backups set lost_at = $2
                where place = $1 and removed_at is null and lost_at is null and name <> all($4::text[]))
            insert into platform.backups as b (id, name, place, made_at, bytes, seconds, tables, rows, blobs, kind)
            select id, name, $1, made_at, bytes, 0, 0, 0, 0, kind from kept
            on conflict (name) do update set lost_at = null, removed_at = null where b.lost_at is not null or b.removed_at is not null
            """,
            cancel,
            place,
            clock.GetUtcNow(),
            kept.Select(_ => Ids.New(clock)).ToArray(),
            kept.Select(b => b.Name).ToArray(),
            kept.Select(b => b.MadeAt).ToArray(),
            kept.Select(b => b.Bytes).ToArray(),
            kept.Select(b => Stored(b.Kind)).ToArray()
        );

    /// <summary>The last restore that was proven; null where there was none.</summary>
    public async Task<LastProof?> LastProofAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            "select name, made_at, proven_at, proven_seconds from platform.backups where proven_at is not null order by proven_at desc limit 1"
        );
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? new LastProof(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2), row.GetDouble(3))
            : null;
    }

    /// <summary>When each of these was proven.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> ProofsAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            "select name, proven_at from platform.backups where name = any($1) and proven_at is not null"
        );
        command.Parameters.AddWithValue(names.ToArray());
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var proofs = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancel))
            proofs[rows.GetString(0)] = rows.GetFieldValue<DateTimeOffset>(1);
        return proofs;
    }

    private static string Stored(BackupKind kind) => kind.ToString().ToLowerInvariant();

    private async Task RunAsync(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
