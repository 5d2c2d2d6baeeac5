using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartAI.Platform.Backups;

/// <summary>The first section of a backup: what it holds, to be compared with what a restore made of it.</summary>
/// <param name="MadeAt">When its snapshot was taken.</param>
/// <param name="PostgresMajor">The server's version.</param>
/// <param name="Schemas">The migrations of each module's schema.</param>
/// <param name="Tables">Every table, as it was in the snapshot that was dumped.</param>
internal sealed record BackupManifest(
    DateTimeOffset MadeAt,
    int PostgresMajor,
    IReadOnlyDictionary<string, string[]> Schemas,
    IReadOnlyList<TableSum> Tables
)
{
    internal const string Section = "manifest.json";
    internal const string Database = "database.dump";
    internal const string Base = "base.tar.gz";
    internal const string Blobs = "files/";
    internal const string End = "end.json";

    /// <summary>What the last section says of a base backup.</summary>
    [JsonIgnore]
    public DateTimeOffset? EndedAt { get; init; }

    internal long Rows => Tables.Sum(t => t.Rows);

    /// <summary>The newest migration of all modules: their names begin with the time that they were made.</summary>
    internal string? SchemaVersion => Schemas.Values.SelectMany(ids => ids).Max(StringComparer.Ordinal);
}

/// <summary>A table's rows and a checksum over all of them, whatever their order.</summary>
internal sealed record TableSum(string Schema, string Name, long Rows, string Sum);

/// <summary>The last section: how many files came before it.</summary>
/// <param name="Blobs">Their number.</param>
/// <param name="BlobBytes">Their size.</param>
/// <param name="EndedAt">When a base backup was complete: a recovery ends at this moment or later.</param>
internal sealed record BackupEnd(int Blobs, long BlobBytes, DateTimeOffset? EndedAt = null);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(BackupEnd))]
[JsonSerializable(typeof(MakeBackup))]
[JsonSerializable(typeof(ProveBackup))]
internal sealed partial class BackupJson : JsonSerializerContext;
