using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SmartAI.Platform.Backups;

/// <summary>A backup that was made here, and whether a restore has proven it.</summary>
public sealed class BackupRecord
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Where it went, in words.</summary>
    public required string Place { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required long Bytes { get; init; }
    public required double Seconds { get; init; }
    public required int Tables { get; init; }
    public required long Rows { get; init; }
    public required int Blobs { get; init; }

    /// <summary>How it was made.</summary>
    public required BackupKind Kind { get; init; }

    /// <summary>The newest migration that it holds; null where only its file is known.</summary>
    public string? SchemaVersion { get; init; }

    /// <summary>Since when it is missed in its place, though nothing here removed it.</summary>
    public DateTimeOffset? LostAt { get; init; }

    /// <summary>When a restore of it was last compared with what was backed up, and was the same.</summary>
    public DateTimeOffset? ProvenAt { get; init; }

    /// <summary>How long that restore took.</summary>
    public double? ProvenSeconds { get; init; }

    /// <summary>Why the last attempt to prove it failed; null where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>When it was removed from its place for its age.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    internal static void Map(ModelBuilder model) =>
        model.Entity<BackupRecord>(backup =>
        {
            backup.ToTable("backups");
            backup.HasKey(b => b.Id);
            backup.HasIndex(b => b.Name).IsUnique();
            backup.HasIndex(b => b.ProvenAt);
            backup
                .Property(b => b.Kind)
                .HasConversion(k => k.ToString().ToLowerInvariant(), t => Enum.Parse<BackupKind>(t, true))
                .HasDefaultValue(BackupKind.Logical);
        });
}

/// <summary>How a backup was made.</summary>
public enum BackupKind
{
    /// <summary>By pg_dump, with the files: for any server of its version or a newer one.</summary>
    Logical,
}

/// <summary>The last restore that was proven.</summary>
public sealed record LastProof(string Name, DateTimeOffset MadeAt, DateTimeOffset ProvenAt, double Seconds);

/// <summary>Keeps the record of backups: what was made, what was proven, what is gone.</summary>
public sealed class BackupLedger(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Writes a new backup down.</summary>
    public Task MadeAsync(MadeBackup made, CancellationToken cancel) =>
        RunAsync(
            """
            insert into platform.backups (id, name, place, made_at, bytes, seconds, tables, rows, blobs, schema_version)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (name) do nothing
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
            (object?)made.SchemaVersion ?? DBNull.Value
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
            with kept as (select * from unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::bigint[]) as k (id, name, made_at, bytes)),
            missed as (
                update platform.backups set lost_at = $2
                where place = $1 and removed_at is null and lost_at is null and name <> all($4::text[]))
            insert into platform.backups as b (id, name, place, made_at, bytes, seconds, tables, rows, blobs)
            select id, name, $1, made_at, bytes, 0, 0, 0, 0 from kept
            on conflict (name) do update set lost_at = null, removed_at = null where b.lost_at is not null or b.removed_at is not null
            """,
            cancel,
            place,
            clock.GetUtcNow(),
            kept.Select(_ => Ids.New(clock)).ToArray(),
            kept.Select(b => b.Name).ToArray(),
            kept.Select(b => b.MadeAt).ToArray(),
            kept.Select(b => b.Bytes).ToArray()
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

    private async Task RunAsync(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
