using System.ComponentModel.DataAnnotations;
using SmartAI.Platform.Settings;
using SmartAI.Platform.Storage;

namespace SmartAI.Platform.Backups;

/// <summary>Where backups go and how long they stay.</summary>
[SettingsSection("Backup")]
public sealed class BackupSettings : ICheckedSettings
{
    [Setting(
        "Where backups go: a folder, or s3://bucket/prefix. When set, a worker makes one each night and proves it by restoring it; only by hand when unset.",
        Example = "s3://smartai-backups/production"
    )]
    public string? To { get; set; }

    [
        Setting("Days that a backup stays. The newest, and the newest that was proven, stay whatever their age.", Example = "30"),
        Range(1, 3650)
    ]
    public int KeepDays { get; set; } = 30;

    [Setting(
        "Whether a worker makes a physical backup each week too: the server's own files, which the archived log brings to any moment.",
        Example = "true"
    )]
    public bool Physical { get; set; }

    [Setting(
        "Whether the embedded PostgreSQL keeps its log beside the backups, sealed. A server of your own calls smartai wal push in its place.",
        Example = "true"
    )]
    public bool Archive { get; set; }

    [Setting(
        "The folder of pg_dump and pg_restore, where the usual places do not have those of the server's major version.",
        Example = "/usr/lib/postgresql/18/bin"
    )]
    public string? Tools { get; set; }

    [Setting(
        "A connection string with an account that may create databases, for proving restores. The direct connection's when unset.",
        Example = "Host=scratch;Username=smartai;Password=...;Database=postgres"
    )]
    public string? Scratch { get; set; }

    /// <inheritdoc/>
    public string? Problem() =>
        BlobPlace.ProblemOf("SMARTAI_BACKUP__TO", To)
        ?? (
            To is null && (Physical || Archive)
                ? $"SMARTAI_BACKUP__{(Physical ? "PHYSICAL" : "ARCHIVE")}=true needs a place: set SMARTAI_BACKUP__TO. Example: SMARTAI_BACKUP__TO=s3://smartai-backups/production"
                : null
        );
}

/// <summary>A backup or a restore that cannot be; the message is a sentence for an operator.</summary>
public sealed class BackupException(string message) : Exception(message);
