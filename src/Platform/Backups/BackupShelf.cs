using System.Globalization;
using System.Text.RegularExpressions;
using SmartAI.Platform.Data;
using SmartAI.Platform.Settings;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Backups;

/// <summary>A backup as it lies in its place.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="MadeAt">When it was made, by its name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Wal">The first segment of the log that a physical one needs; null for a logical one.</param>
public sealed record KeptBackup(string Name, DateTimeOffset MadeAt, long Bytes, string? Wal = null)
{
    /// <summary>How it was made.</summary>
    public BackupKind Kind => Wal is null ? BackupKind.Logical : BackupKind.Physical;
}

/// <summary>The place where backups lie. It answers without a database: it is asked when there is none any more.</summary>
public sealed partial class BackupShelf(BackupSettings settings, S3Settings s3, ServerSettings server, DatabaseAddress database)
{
    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>The place that the settings name; null where they name none.</summary>
    public string? Address => settings.To ?? (database.IsEmbedded ? Path.Combine(server.Data, "backups") : null);

    /// <summary>True where backups are made by themselves.</summary>
    public bool IsScheduled => settings.To is not null;

    /// <summary>The place that the settings name, or another.</summary>
    /// <exception cref="BackupException">None is named.</exception>
    public IBlobStore Open(string? to = null) =>
        (to ?? Address) is { } place
            ? BlobPlace.Open(place, s3)
            : throw new BackupException(
                "No place for backups is named. Set SMARTAI_BACKUP__TO or pass --to. Example: SMARTAI_BACKUP__TO=s3://smartai-backups/production"
            );

    /// <summary>The backups there, newest first.</summary>
    public static async Task<IReadOnlyList<KeptBackup>> ListAsync(IBlobStore store, CancellationToken cancel)
    {
        var kept = new List<KeptBackup>();
        await foreach (var blob in store.ListAsync("smartai-", cancel))
            if (Read(blob) is { } backup)
                kept.Add(backup);
        return [.. kept.OrderByDescending(b => b.MadeAt).ThenBy(b => b.Name, StringComparer.Ordinal)];
    }

    /// <summary>A logical backup by its name, or the newest.</summary>
    /// <exception cref="BackupException">There is none.</exception>
    public static async Task<KeptBackup> FindAsync(IBlobStore store, string? name, CancellationToken cancel)
    {
        var all = await ListAsync(store, cancel);
        if (all.FirstOrDefault(b => b.Name == name)?.Kind == BackupKind.Physical)
            throw new BackupException($"\"{name}\" is a physical backup: it is restored with --physical, into a folder.");
        return all.FirstOrDefault(b => b.Kind == BackupKind.Logical && (name is null || b.Name == name))
            ?? throw new BackupException(
                name is null
                    ? $"There is no backup in {store.Place}."
                    : $"There is no backup called \"{name}\" in {store.Place}. See: smartai backup list"
            );
    }

    /// <summary>A name that tells when it was made and sorts by that; two of one second differ.</summary>
    internal static string NameOf(DateTimeOffset madeAt, Guid id) => $"{Begin(madeAt, id)}.backup";

    /// <summary>The same for a physical one, with the segment of the log that it begins in: what is before the oldest's may go.</summary>
    internal static string BaseNameOf(DateTimeOffset madeAt, Guid id, string wal) => $"{Begin(madeAt, id)}-{wal.ToLowerInvariant()}.base";

    private static string Begin(DateTimeOffset madeAt, Guid id) =>
        $"smartai-{madeAt.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture).ToLowerInvariant()}-{id.ToString("N")[^8..]}";

    /// <summary>Removes what is too old; the newest of each kind, and the newest that was proven, stay.</summary>
    /// <returns>The names of what was removed.</returns>
    internal async Task<IReadOnlyList<string>> TidyAsync(IBlobStore store, string? lastProven, DateTimeOffset now, CancellationToken cancel)
    {
        var removed = new List<string>();
        var kept = await ListAsync(store, cancel);
        foreach (
            var old in kept.GroupBy(b => b.Kind)
                .SelectMany(ofKind => ofKind.Skip(1))
                .Where(b => b.MadeAt < now.AddDays(-settings.KeepDays) && b.Name != lastProven)
        )
        {
            await store.DeleteAsync(old.Name, cancel);
            removed.Add(old.Name);
        }

        // Without any base backup nothing tells what the next one will need.
        if (kept.Where(b => !removed.Contains(b.Name)).Select(b => b.Wal).OfType<string>().MinBy(wal => wal[8..]) is { } needed)
            await WalArchive.TidyAsync(store, needed, cancel);
        return removed;
    }

    private static KeptBackup? Read(Blob blob) =>
        Named().Match(blob.Name) is { Success: true } match
        && DateTimeOffset.TryParseExact(
            match.Groups[1].Value.ToUpperInvariant(),
            Stamp,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? new KeptBackup(blob.Name, at, blob.Length, match.Groups[2] is { Success: true } wal ? wal.Value : null)
            : null;

    [GeneratedRegex(@"^smartai-(\d{8}t\d{6}z)-[0-9a-f]{8}(?:\.backup|-([0-9a-f]{24})\.base)$", RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
