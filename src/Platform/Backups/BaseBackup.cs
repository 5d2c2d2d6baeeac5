using System.IO.Compression;
using System.Text.Json;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Backups;

/// <summary>
/// Makes a base backup: the server's own files by pg_basebackup with its manifest and the log that it needs, then the platform's files. With the log
/// that is archived since it is brought to any moment after it.
/// </summary>
public sealed class BaseBackup
{
    private const int Steps = 3;
    private readonly DatabaseAddress _address;
    private readonly BackupSettings _settings;
    private readonly IBlobStore _files;
    private readonly Migrator _migrator;
    private readonly MasterKey _key;
    private readonly BackupReader _reader;
    private readonly TimeProvider _clock;

    internal BaseBackup(
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
        await tell(new JobProgress(0, Steps, "base"), cancel);
        var started = _clock.GetTimestamp();
        await using var connection = await BackupLock.OpenAsync(_address.Direct, cancel);
        var tools = await PostgresTools.FindAsync(connection.PostgreSqlVersion.Major, _settings, cancel);
        var madeAt = _clock.GetUtcNow();
        // The backup begins here or later, so nothing before this segment is needed for it.
        var wal = (string)(await TableSums.RunAsync(connection, "select pg_walfile_name(pg_current_wal_insert_lsn())", cancel))!;
        var manifest = new BackupManifest(madeAt, connection.PostgreSqlVersion.Major, await _migrator.AppliedAsync(cancel), []);
        var name = BackupShelf.BaseNameOf(madeAt, Ids.New(_clock), wal);
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
                    BackupManifest.Base,
                    async (section, s) =>
                    {
                        await using var small = new GZipStream(section, CompressionLevel.Fastest, leaveOpen: true);
                        await tools.BaseAsync(_address.Direct, small, s);
                    },
                    stop
                );
                var endedAt = _clock.GetUtcNow();
                await tell(new JobProgress(1, Steps, "files"), stop);
                end = await BackupMaker.AddFilesAsync(_files, archive, stop) with { EndedAt = endedAt };
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
            await tell(new JobProgress(2, Steps, "check"), cancel);
            await _reader.CheckAsync(to, name, cancel);
        }
        catch
        {
            // It would be taken for a good one.
            await to.DeleteAsync(name, CancellationToken.None);
            throw;
        }

        var seconds = _clock.GetElapsedTime(started).TotalSeconds;
        return new MadeBackup(
            name,
            to.Place,
            madeAt,
            written.Length,
            seconds,
            0,
            0,
            end.Blobs,
            manifest.SchemaVersion,
            BackupKind.Physical
        );
    }
}
