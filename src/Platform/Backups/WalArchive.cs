using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using SmartAI.Platform.Data;
using SmartAI.Platform.Settings;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Backups;

/// <summary>
/// PostgreSQL's log beside the backups, a segment each, sealed as they are. It is called by the server's archive_command and restore_command: there is no
/// database to ask, and its exit codes decide what the server does.
/// </summary>
public sealed partial class WalArchive
{
    private const string Folder = "wal/";
    private const string Ending = ".sealed";
    private readonly IBlobStore _store;
    private readonly MasterKey _key;

    internal WalArchive(IBlobStore store, MasterKey key) => (_store, _key) = (store, key);

    /// <summary>Opens it by the settings alone.</summary>
    /// <exception cref="BackupException">Place or key is not named.</exception>
    public static WalArchive Open(IConfiguration configuration, string? place)
    {
        var key = SettingsReader.Read<SecretsSettings>(configuration).MasterKey;
        if (key is null)
            throw new BackupException(
                "SMARTAI_SECRETS__MASTER_KEY is not set where PostgreSQL runs: the log is sealed with it. Example: SMARTAI_SECRETS__MASTER_KEY_FILE=/etc/smartai/master.key"
            );
        return (place ?? SettingsReader.Read<BackupSettings>(configuration).To) is { } to
            ? new WalArchive(BlobPlace.Open(to, SettingsReader.Read<S3Settings>(configuration)), new MasterKey(key))
            : throw new BackupException("No place for backups is named. Set SMARTAI_BACKUP__TO or pass --to.");
    }

    /// <summary>Keeps a segment. Pushed again it is compared; another one of the same name is never overwritten.</summary>
    /// <exception cref="BackupException">Another one is there, or it was not kept whole.</exception>
    public async Task PushAsync(string path, CancellationToken cancel)
    {
        var name = Checked(Path.GetFileName(path));
        if (!await IsThereAsync(name, path, cancel))
        {
            await _store.WriteAsync(NameOf(name), (stream, stop) => SealAsync(name, path, stream, stop), cancel);
            await IsThereAsync(name, path, cancel);
        }
    }

    /// <summary>Gives a segment back; false where it is not in the archive. Nothing lies at the path that was not proved to be whole.</summary>
    /// <exception cref="BackupException">It is damaged, or of another key.</exception>
    public async Task<bool> FetchAsync(string name, string path, CancellationToken cancel)
    {
        if (await OpenAsync(Checked(name), cancel) is not { } segment)
            return false;
        var unfinished = path + ".unfinished";
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
                await segment.CopyToAsync(file, cancel);
            File.Move(unfinished, path, overwrite: true);
            return true;
        }
        finally
        {
            await segment.DisposeAsync();
            File.Delete(unfinished);
        }
    }

    /// <summary>The names of what is kept from a segment on, on every timeline, and their histories.</summary>
    internal async Task<IReadOnlyList<string>> SinceAsync(string segment, CancellationToken cancel)
    {
        var names = new List<string>();
        await foreach (var blob in _store.ListAsync(Folder, cancel))
        {
            var parts = blob.Name[Folder.Length..].Replace(Ending, "", StringComparison.Ordinal).Split('.', 2);
            var name = string.Join('.', [parts[0].ToUpperInvariant(), .. parts[1..]]);
            var isOlder = parts[0].Length == 24 && string.CompareOrdinal(parts[0][8..], segment[8..]) < 0;
            if (!isOlder && Archived().IsMatch(name))
                names.Add(name);
        }

        return names;
    }

    /// <summary>Removes the segments before the first that some base backup needs; on every timeline, as pg_archivecleanup does.</summary>
    internal static async Task<int> TidyAsync(IBlobStore store, string needed, CancellationToken cancel)
    {
        var removed = new List<string>();
        await foreach (var blob in store.ListAsync(Folder, cancel))
            if (
                Segment().Match(blob.Name) is { Success: true } segment
                && string.CompareOrdinal(segment.Groups["place"].Value, needed[8..].ToLowerInvariant()) < 0
            )
                removed.Add(blob.Name);
        foreach (var name in removed)
            await store.DeleteAsync(name, cancel);
        return removed.Count;
    }

    /// <summary>True where it is there and the same; false where it is not there.</summary>
    private async Task<bool> IsThereAsync(string name, string path, CancellationToken cancel)
    {
        await using var kept = await OpenAsync(name, cancel);
        if (kept is null)
            return false;
        await using var file = File.OpenRead(path);
        var (theirs, ours) = (new byte[64 * 1024], new byte[64 * 1024]);
        int read;
        do
        {
            read = await kept.ReadAtLeastAsync(theirs, theirs.Length, throwOnEndOfStream: false, cancel);
            var expected = await file.ReadAtLeastAsync(ours, ours.Length, throwOnEndOfStream: false, cancel);
            if (!theirs.AsSpan(0, read).SequenceEqual(ours.AsSpan(0, expected)))
                throw new BackupException(
                    $"{_store.Place} has another log segment \"{name}\": it is not overwritten. Do two servers archive to the same place? Give each its own."
                );
        } while (read > 0);
        return true;
    }

    private async Task SealAsync(string name, string path, Stream to, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        await using var sealing = await SealingStream.BeginAsync(to, _key, cancel);
        var archive = new ArchiveWriter(sealing);
        // Its name is inside: a segment that was put under another name is noticed.
        await archive.SectionAsync(
            name,
            async (section, stop) =>
            {
                await using var small = new GZipStream(section, CompressionLevel.Fastest, leaveOpen: true);
                await file.CopyToAsync(small, stop);
            },
            cancel
        );
        await archive.EndAsync(cancel);
        await sealing.EndAsync(cancel);
    }

    private async Task<Stream?> OpenAsync(string name, CancellationToken cancel)
    {
        if (await _store.ReadAsync(NameOf(name), cancel) is not { } stored)
            return null;
        await using var opening = await OpeningStream.BeginAsync(stored, _key, name, cancel);
        var archive = new ArchiveReader(opening, name);
        if (await archive.NextAsync(cancel) is var inside && inside != name)
            throw new BackupException($"What {_store.Place} keeps as \"{name}\" is \"{inside}\": it was moved.");
        // Whole in memory, 16 MB: only the last chunk tells that nothing is missing, and what came before must not be replayed.
        var content = new MemoryStream();
        await using (var large = new GZipStream(archive.Content, CompressionMode.Decompress, leaveOpen: true))
            await large.CopyToAsync(content, cancel);
        await opening.CopyToAsync(Stream.Null, cancel);
        content.Position = 0;
        return content;
    }

    private static string NameOf(string name) => Folder + name.ToLowerInvariant() + Ending;

    private static string Checked(string name) =>
        Archived().IsMatch(name) ? name : throw new BackupException($"\"{name}\" is not the name of a file that PostgreSQL archives.");

    // Segments, those cut by a promotion, labels of base backups, and histories of timelines.
    [GeneratedRegex(
        @"^([0-9A-F]{24}(\.partial|\.[0-9A-F]{8}\.backup)?|[0-9A-F]{8}\.history)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Archived();

    [GeneratedRegex(@"^wal/[0-9a-f]{8}(?<place>[0-9a-f]{16})[.a-z0-9]*\.sealed$", RegexOptions.CultureInvariant)]
    private static partial Regex Segment();
}
