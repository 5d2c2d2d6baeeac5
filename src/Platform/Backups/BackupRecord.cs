using Microsoft.EntityFrameworkCore;

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

    /// <summary>By pg_basebackup, with the files: for the same version on the same kind of machine, and to any moment after it.</summary>
    Physical,
}

/// <summary>The last restore that was proven.</summary>
public sealed record LastProof(string Name, DateTimeOffset MadeAt, DateTimeOffset ProvenAt, double Seconds);
