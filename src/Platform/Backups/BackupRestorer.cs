using Npgsql;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Backups;

/// <summary>A restore that was compared with what was backed up, table by table.</summary>
public sealed record RestoredBackup(string Name, DateTimeOffset MadeAt, double Seconds, int Tables, long Rows, int Blobs)
{
    /// <summary>The database that was there before, by its new name; null where there was none.</summary>
    public string? Before { get; init; }

    /// <summary>The newest migration that it holds.</summary>
    public string? SchemaVersion { get; init; }
}

/// <summary>Restores a backup: for good, or into a database that is thrown away, as the proof that it can be done.</summary>
public sealed class BackupRestorer
{
    private const int Steps = 2;
    private readonly DatabaseAddress _address;
    private readonly BackupSettings _settings;
    private readonly IBlobStore _files;
    private readonly Migrator _migrator;
    private readonly BackupReader _reader;
    private readonly TimeProvider _clock;

    internal BackupRestorer(
        DatabaseAddress address,
        BackupSettings settings,
        IBlobStore files,
        Migrator migrator,
        BackupReader reader,
        TimeProvider clock
    ) => (_address, _settings, _files, _migrator, _reader, _clock) = (address, settings, files, migrator, reader, clock);

    /// <summary>Restores into a scratch database, compares every table, and drops it. The installation itself is not touched.</summary>
    /// <exception cref="BackupException">It cannot be restored, or is not what was backed up.</exception>
    internal async Task<RestoredBackup> ProveAsync(IBlobStore from, string name, BackupProgress tell, CancellationToken cancel)
    {
        await tell(new JobProgress(0, Steps, "restore"), cancel);
        var started = _clock.GetTimestamp();
        await using var gate = await BackupLock.OpenAsync(_address.Direct, cancel);
        await using var scratch = await SpareDatabase.CreateAsync(
            _settings.Scratch ?? _address.Direct,
            gate.Database + "_smartai_scratch",
            cancel
        );
        var (manifest, blobs) = await FillAsync(from, name, scratch.Connection, keepFiles: false, tell, cancel);
        return Result(name, manifest, blobs, started);
    }

    /// <summary>Restores database and files for good.</summary>
    /// <param name="from">Where the backup lies.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="replace">Takes the place of a database that holds something: that one stays beside it under another name.</param>
    /// <param name="cancel">Stops it; the database is then as it was.</param>
    /// <exception cref="BackupException">It cannot be restored; nothing was changed.</exception>
    public async Task<RestoredBackup> RestoreAsync(IBlobStore from, string name, bool replace, CancellationToken cancel)
    {
        var started = _clock.GetTimestamp();
        // First to its end without writing anything: one that is cut, or of another key, never gets as far as a database.
        await _reader.CheckAsync(from, name, cancel);
        await using var gate = await BackupLock.OpenAsync(_address.Direct, cancel);
        if ((await TableSums.NamesAsync(gate, cancel)).Count == 0)
        {
            var (manifest, blobs) = await IntoEmptyAsync(from, name, gate, cancel);
            return Result(name, manifest, blobs, started);
        }

        if (!replace)
            throw new BackupException(
                $"The database \"{gate.Database}\" is not empty. Name an empty one in SMARTAI_DATABASE, or pass --replace: it then takes the place of this one, which stays beside it under another name."
            );
        await RefuseOthersAsync(gate, cancel);
        await using var spare = await SpareDatabase.CreateAsync(_address.Direct, gate.Database + "_smartai_restoring", cancel);
        var (read, files) = await FillAsync(from, name, spare.Connection, keepFiles: true, BackupWork.Silent, cancel);
        await RenumberAsync(spare.Connection, cancel);
        await RefuseOthersAsync(gate, cancel);
        var (current, before) = (gate.Database, $"{gate.Database}_before_{_clock.GetUtcNow():yyyyMMddHHmmss}");
        await gate.CloseAsync();
        await spare.TakePlaceOfAsync(current, before, CancellationToken.None);
        return Result(name, read, files, started) with { Before = before };
    }

    private async Task<(BackupManifest, int)> IntoEmptyAsync(IBlobStore from, string name, NpgsqlConnection gate, CancellationToken cancel)
    {
        try
        {
            var restored = await FillAsync(from, name, _address.Direct, keepFiles: true, BackupWork.Silent, cancel);
            await RenumberAsync(_address.Direct, cancel);
            return restored;
        }
        catch
        {
            // It was empty before: what came in by a restore that then failed must not be taken for an installation.
            foreach (var schema in (await TableSums.NamesAsync(gate, CancellationToken.None)).Select(t => t.Schema).Distinct())
                await TableSums.RunAsync(
                    gate,
                    $"drop schema {TableSums.Quoted(schema)} cascade{(schema == "public" ? "; create schema public" : "")}",
                    CancellationToken.None
                );
            throw;
        }
    }

    private async Task<(BackupManifest Manifest, int Blobs)> FillAsync(
        IBlobStore from,
        string name,
        string target,
        bool keepFiles,
        BackupProgress tell,
        CancellationToken cancel
    )
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(target) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        var tools = await PostgresTools.FindAsync(connection.PostgreSqlVersion.Major, _settings, cancel);
        var blobs = 0;
        var manifest = await _reader.ReadAsync(
            from,
            name,
            async (section, content, stop) =>
            {
                if (section == BackupManifest.Database)
                    await tools.RestoreAsync(target, content, stop);
                else if (section.StartsWith(BackupManifest.Blobs, StringComparison.Ordinal))
                {
                    blobs++;
                    if (keepFiles)
                        await _files.WriteAsync(section[BackupManifest.Blobs.Length..], content.CopyToAsync, stop);
                }
            },
            cancel,
            read =>
            {
                if (_migrator.Unknown(read.Schemas) is { } newer)
                    throw new BackupException($"\"{name}\" was made by a newer version: {newer} Restore it with that version.");
                if (read.PostgresMajor > connection.PostgreSqlVersion.Major)
                    throw new BackupException(
                        $"\"{name}\" comes from PostgreSQL {read.PostgresMajor}, and this server is {connection.PostgreSqlVersion.Major}: restore it into one that is as new."
                    );
            }
        );
        await tell(new JobProgress(1, Steps, "compare"), cancel);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        if (TableSums.Difference(manifest.Tables, await TableSums.ReadAsync(connection, cancel)) is { } difference)
            throw new BackupException($"\"{name}\" was restored, and is not what was backed up: {difference}.");
        return (manifest, blobs);
    }

    /// <summary>
    /// Rows carry the number of the transaction that wrote them, and readers wait until all below it have ended. Another server counts from elsewhere:
    /// numbers from its future would be waited for, for years.
    /// </summary>
    private static async Task RenumberAsync(string target, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(target) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        await TableSums.RunAsync(
            connection,
            """
            do $$ declare found record; begin
                for found in
                    select format('%I.%I', n.nspname, c.relname) as table_name, quote_ident(a.attname) as column_name
                    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
                    where a.atttypid = 'xid8'::regtype and a.attnum > 0 and not a.attisdropped and c.relkind = 'r'
                        and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
                loop
                    execute format('update %s set %s = ''3'' where %s >= pg_snapshot_xmin(pg_current_snapshot())',
                        found.table_name, found.column_name, found.column_name);
                end loop;
            end $$
            """,
            cancel
        );
    }

    private static async Task RefuseOthersAsync(NpgsqlConnection gate, CancellationToken cancel)
    {
        var others = await TableSums.RunAsync(
            gate,
            "select count(*) from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()",
            cancel
        );
        if (others is > 0L)
            throw new BackupException($"{others} connections to \"{gate.Database}\" are open. Stop the server and the workers first.");
    }

    private RestoredBackup Result(string name, BackupManifest manifest, int blobs, long started) =>
        new(name, manifest.MadeAt, _clock.GetElapsedTime(started).TotalSeconds, manifest.Tables.Count, manifest.Rows, blobs)
        {
            SchemaVersion = manifest.SchemaVersion,
        };
}
