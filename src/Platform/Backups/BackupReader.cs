using System.Text.Json;
using SmartAI.Platform.Data;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Backups;

/// <summary>Reads a backup from its beginning to its end.</summary>
internal sealed class BackupReader(MasterKey key)
{
    /// <summary>Reads all of it and gives nothing away: afterwards it is known to be whole and readable with this key.</summary>
    /// <exception cref="BackupException">It is not.</exception>
    internal Task<BackupManifest> CheckAsync(IBlobStore store, string name, CancellationToken cancel) =>
        ReadAsync(store, name, (_, _, _) => Task.CompletedTask, cancel);

    /// <summary>Reads all of it, section by section.</summary>
    /// <param name="store">Where it lies.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="take">Takes the dump and each file; what it does not read is passed over.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="first">Looks at the manifest before anything is taken.</param>
    internal async Task<BackupManifest> ReadAsync(
        IBlobStore store,
        string name,
        Func<string, Stream, CancellationToken, Task> take,
        CancellationToken cancel,
        Action<BackupManifest>? first = null
    )
    {
        var from =
            await store.ReadAsync(name, cancel) ?? throw new BackupException($"There is no backup called \"{name}\" in {store.Place}.");
        await using var opening = await OpeningStream.BeginAsync(from, key, name, cancel);
        var archive = new ArchiveReader(opening, name);
        var manifest = await ManifestAsync(archive, name, cancel);
        first?.Invoke(manifest);
        var (dumps, blobs) = (0, 0);
        while (await archive.NextAsync(cancel) is { } section)
        {
            if (section == BackupManifest.End)
            {
                var end = await JsonSerializer.DeserializeAsync(archive.Content, BackupJson.Default.BackupEnd, cancel);
                if (dumps != 1 || end?.Blobs != blobs)
                    throw new BackupException($"\"{name}\" does not hold what it says: {blobs} of {end?.Blobs} files.");
                // The rest too: only its last chunk tells that nothing is missing.
                await opening.CopyToAsync(Stream.Null, cancel);
                return manifest with { EndedAt = end.EndedAt };
            }

            if (section is BackupManifest.Database or BackupManifest.Base)
                dumps++;
            else if (section.StartsWith(BackupManifest.Blobs, StringComparison.Ordinal))
                blobs++;
            await take(section, archive.Content, cancel);
        }

        throw new BackupException($"\"{name}\" has no end: it cannot be used.");
    }

    private static async Task<BackupManifest> ManifestAsync(ArchiveReader archive, string name, CancellationToken cancel) =>
        await archive.NextAsync(cancel) == BackupManifest.Section
        && await JsonSerializer.DeserializeAsync(archive.Content, BackupJson.Default.BackupManifest, cancel) is { } manifest
            ? manifest
            : throw new BackupException($"\"{name}\" does not begin with what it holds: it cannot be used.");
}
