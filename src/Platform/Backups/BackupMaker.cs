using System.Text.Json;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Backups;

/// <summary>A backup that was made, read back and found whole.</summary>
public sealed record MadeBackup(
    string Name,
    string Place,
    DateTimeOffset MadeAt,
    long Bytes,
    double Seconds,
    int Tables,
    long Rows,
    int Blobs,
    string? SchemaVersion,
    BackupKind Kind
);

/// <summary>
/// Makes a backup: one snapshot of the database, summed and dumped, then the files. Files are written before the rows that name them, so all that the
/// snapshot names are among them. Everything is sealed on its way; nothing lies anywhere as plain text.
/// </summary>
public sealed class BackupMaker
{
    private const int Steps = 4;
    private readonly DatabaseAddress _address;
    private readonly BackupSettings _settings;
    private readonly IBlobStore _files;
    private readonly Migrator _migrator;
    private readonly MasterKey _key;
    private readonly BackupReader _reader;
    private readonly TimeProvider _clock;

    internal BackupMaker(
        DatabaseAddress address,
        BackupSettings settings,
        IBlobStore files,
        Migrator migrator,
        MasterKey key,
        BackupReader reader,
        TimeProvider clock
    ) => (_address, _settings, _files, _migrator, _key, _reader, _clock) = (address, settings, files, migrator, key, reader, clock);

    /// <summary>Makes one and reads it back. What fails or is stopped leaves nothing.</summary>
    /// <exception cref="BackupException">It cannot be made.</exception>
    /// <exception cref="StorageException">The place does not take it.</exception>
    internal async Task<MadeBackup> MakeAsync(IBlobStore to, BackupProgress tell, CancellationToken cancel)
    {
        await tell(new JobProgress(0, Steps, "tables"), cancel);
        var started = _clock.GetTimestamp();
        await using var connection = await BackupLock.OpenAsync(_address.Direct, cancel);
        var tools = await PostgresTools.FindAsync(connection.PostgreSqlVersion.Major, _settings, cancel);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        var madeAt = _clock.GetUtcNow();
        var manifest = new BackupManifest(
            madeAt,
            connection.PostgreSqlVersion.Major,
            await _migrator.AppliedAsync(cancel),
            await TableSums.ReadAsync(connection, cancel)
        );
        var snapshotId = (string)(await TableSums.RunAsync(connection, "select pg_export_snapshot()", cancel))!;

        var name = BackupShelf.NameOf(madeAt, Ids.New(_clock));
        await tell(new JobProgress(1, Steps, "database"), cancel);
        var end = new BackupEnd(0, 0);
        var written = await to.WriteAsync(
            name,
            async (stream, stop) =>
            {
                await using var sealing = await SealingStream.BeginAsync(stream, _key, stop);
                var archive = new ArchiveWriter(sealing);
                await archive.SectionAsync(
                    BackupManifest.Section,
                    (section, s) => JsonSerializer.SerializeAsync(section, manifest, BackupJson.Default.BackupManifest, s),
                    stop
                );
                await archive.SectionAsync(
                    BackupManifest.Database,
                    (section, s) => tools.DumpAsync(_address.Direct, snapshotId, section, s),
                    stop
                );
                await tell(new JobProgress(2, Steps, "files"), stop);
                end = await AddFilesAsync(_files, archive, stop);
                await archive.SectionAsync(
                    BackupManifest.End,
                    (section, s) => JsonSerializer.SerializeAsync(section, end, BackupJson.Default.BackupEnd, s),
                    stop
                );
                await archive.EndAsync(stop);
                await sealing.EndAsync(stop);
            },
            cancel
        );

        try
        {
            await tell(new JobProgress(3, Steps, "check"), cancel);
            await _reader.CheckAsync(to, name, cancel);
        }
        catch
        {
            // It would be taken for a good one.
            await to.DeleteAsync(name, CancellationToken.None);
            throw;
        }

        return new MadeBackup(
            name,
            to.Place,
            madeAt,
            written.Length,
            _clock.GetElapsedTime(started).TotalSeconds,
            manifest.Tables.Count,
            manifest.Rows,
            end.Blobs,
            manifest.SchemaVersion,
            BackupKind.Logical
        );
    }

    internal static async Task<BackupEnd> AddFilesAsync(IBlobStore files, ArchiveWriter archive, CancellationToken cancel)
    {
        var end = new BackupEnd(0, 0);
        await foreach (var blob in files.ListAsync("", cancel))
        {
            await using var content = await files.ReadAsync(blob.Name, cancel);
            // Deleted since the list was made: no row of the snapshot names it any more.
            if (content is null)
                continue;
            await archive.SectionAsync(BackupManifest.Blobs + blob.Name, (section, s) => content.CopyToAsync(section, s), cancel);
            end = new BackupEnd(end.Blobs + 1, end.BlobBytes + blob.Length);
        }

        return end;
    }
}
