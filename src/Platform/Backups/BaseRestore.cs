using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using SmartAI.Platform.Data;
using SmartAI.Platform.Data.Embedded;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Backups;

/// <summary>A base backup that lies in a folder, ready to be started.</summary>
public sealed record LaidDown(string Name, DateTimeOffset MadeAt, int PostgresMajor, int Blobs);

/// <summary>Lays a base backup down in an empty folder and writes how the log is fetched and where the recovery ends. It starts nothing.</summary>
public sealed class BaseRestore
{
    private readonly BackupSettings _settings;
    private readonly IBlobStore _files;
    private readonly BackupReader _reader;
    private readonly MasterKey _key;

    internal BaseRestore(BackupSettings settings, IBlobStore files, BackupReader reader, MasterKey key) =>
        (_settings, _files, _reader, _key) = (settings, files, reader, key);

    /// <summary>Does it; what fails or is stopped leaves the folder as it was.</summary>
    /// <param name="from">Where the backup lies.</param>
    /// <param name="name">Its name there; the newest that was complete at that time when null.</param>
    /// <param name="folder">An empty or a new one.</param>
    /// <param name="until">The moment that the recovery ends at; the end of the log when null.</param>
    /// <param name="fetch">The command that fetches a segment, up to its two parameters; null lays the log down too, so that the recovery needs neither place nor key.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="BackupException">It cannot be laid down.</exception>
    public async Task<LaidDown> LayDownAsync(
        IBlobStore from,
        string? name,
        string folder,
        DateTimeOffset? until,
        string? fetch,
        CancellationToken cancel
    )
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new BackupException($"The folder {folder} is not empty: a server's files are laid down in an empty one.");
        var (chosen, manifest) = await ChooseAsync(from, name, until, cancel);
        var tools = await PostgresTools.FindAsync(manifest.PostgresMajor, _settings, cancel);
        var existed = Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        try
        {
            var blobs = await FillAsync(from, chosen, folder, cancel);
            await tools.VerifyAsync(folder, cancel);
            if (fetch is null)
                await LogAsync(from, chosen, Directory.CreateDirectory(Path.Combine(folder, Folders.Replayed)).FullName, cancel);
            await ConfigureAsync(
                folder,
                until,
                fetch is null ? $"cp \"{Folders.Replayed}/%f\" \"%p\"" : $"{Escaped(fetch)} \"%f\" \"%p\"",
                cancel
            );
            Restrict(folder);
            return new LaidDown(chosen, manifest.MadeAt, manifest.PostgresMajor, blobs);
        }
        catch (Exception failure)
        {
            Empty(folder);
            if (!existed)
                Directory.Delete(folder);
            if (failure is IOException or UnauthorizedAccessException or InvalidDataException)
                throw new BackupException($"The folder {folder} does not take it: {failure.Message}");
            throw;
        }
    }

    // Each is read to its end before anything is written: one that is cut, or of another key, never gets as far as a folder.
    private async Task<(string, BackupManifest)> ChooseAsync(IBlobStore from, string? name, DateTimeOffset? until, CancellationToken cancel)
    {
        var there = (await BackupShelf.ListAsync(from, cancel)).Where(b =>
            b.Kind == BackupKind.Physical && (name is null || b.Name == name)
        );
        foreach (var backup in there.Where(b => until is null || b.MadeAt <= until))
        {
            var manifest = await _reader.CheckAsync(from, backup.Name, cancel);
            if (until is null || manifest.EndedAt <= until)
                return (backup.Name, manifest);
        }

        throw new BackupException(
            until is null
                ? $"There is no physical backup{(name is null ? "" : $" called \"{name}\"")} in {from.Place}. See: smartai backup list"
                : $"There is no physical backup in {from.Place} that was complete at {until:u}: a recovery ends at a moment after one. See: smartai backup list"
        );
    }

    private async Task<int> FillAsync(IBlobStore from, string name, string folder, CancellationToken cancel)
    {
        var blobs = 0;
        // What is there is newer or the same: files are never changed under their name.
        var there = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var blob in _files.ListAsync("", cancel))
            there.Add(blob.Name);
        await _reader.ReadAsync(
            from,
            name,
            async (section, content, stop) =>
            {
                if (section == BackupManifest.Base)
                {
                    await using var large = new GZipStream(content, CompressionMode.Decompress, leaveOpen: true);
                    await TarFile.ExtractToDirectoryAsync(large, folder, overwriteFiles: false, stop);
                }
                else if (section.StartsWith(BackupManifest.Blobs, StringComparison.Ordinal))
                {
                    blobs++;
                    if (!there.Contains(section[BackupManifest.Blobs.Length..]))
                        await _files.WriteAsync(section[BackupManifest.Blobs.Length..], content.CopyToAsync, stop);
                }
            },
            cancel
        );
        return blobs;
    }

    // Each is opened here: one that is cut, or of another key, ends this before a server has begun.
    private async Task LogAsync(IBlobStore from, string name, string folder, CancellationToken cancel)
    {
        var log = new WalArchive(from, _key);
        foreach (var segment in await log.SinceAsync(name[^29..^5], cancel))
            await log.FetchAsync(segment, Path.Combine(folder, segment), cancel);
    }

    private static async Task ConfigureAsync(string folder, DateTimeOffset? until, string fetch, CancellationToken cancel)
    {
        var lines = new List<string> { "", "# Written by smartai restore --physical.", $"restore_command = '{fetch}'" };
        if (until is { } moment)
            lines.Add(
                $"recovery_target_time = '{moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}+00'"
            );
        lines.Add("recovery_target_action = 'promote'");
        await File.AppendAllLinesAsync(Path.Combine(folder, "postgresql.auto.conf"), lines, cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "recovery.signal"), "", cancel);
    }

    // A folder that was there may be a mount point, which cannot be removed.
    private static void Empty(string folder)
    {
        foreach (var inside in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            if (inside is DirectoryInfo { LinkTarget: null } below)
                below.Delete(recursive: true);
            else
                inside.Delete();
    }

    private static string Escaped(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    // PostgreSQL starts on no folder that others may read.
    private static void Restrict(string folder)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
