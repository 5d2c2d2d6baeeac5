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
public sealed record KeptBackup(string Name, DateTimeOffset MadeAt, long Bytes);

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
            if (MadeAt(blob.Name) is { } at)
                kept.Add(new KeptBackup(blob.Name, at, blob.Length));
        return [.. kept.OrderByDescending(b => b.MadeAt).ThenBy(b => b.Name, StringComparer.Ordinal)];
    }

    /// <summary>A backup by its name, or the newest.</summary>
    /// <exception cref="BackupException">There is none.</exception>
    public static async Task<KeptBackup> FindAsync(IBlobStore store, string? name, CancellationToken cancel)
    {
        var all = await ListAsync(store, cancel);
        return all.FirstOrDefault(b => name is null || b.Name == name)
            ?? throw new BackupException(
                name is null
                    ? $"There is no backup in {store.Place}."
                    : $"There is no backup called \"{name}\" in {store.Place}. See: smartai backup list"
            );
    }

    /// <summary>A name that tells when it was made and sorts by that; two of one second differ.</summary>
    internal static string NameOf(DateTimeOffset madeAt, Guid id) =>
        $"smartai-{madeAt.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture).ToLowerInvariant()}-{id.ToString("N")[^8..]}.backup";

    /// <summary>Removes what is too old; the newest, and the newest that was proven, stay.</summary>
    /// <returns>The names of what was removed.</returns>
    internal async Task<IReadOnlyList<string>> TidyAsync(IBlobStore store, string? lastProven, DateTimeOffset now, CancellationToken cancel)
    {
        var removed = new List<string>();
        foreach (
            var old in (await ListAsync(store, cancel))
                .Skip(1)
                .Where(b => b.MadeAt < now.AddDays(-settings.KeepDays) && b.Name != lastProven)
        )
        {
            await store.DeleteAsync(old.Name, cancel);
            removed.Add(old.Name);
        }

        return removed;
    }

    private static DateTimeOffset? MadeAt(string name) =>
        Named().Match(name) is { Success: true } match
        && DateTimeOffset.TryParseExact(
            match.Groups[1].Value.ToUpperInvariant(),
            Stamp,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : null;

    [GeneratedRegex(@"^smartai-(\d{8}t\d{6}z)-[0-9a-f]{8}\.backup$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();
}
