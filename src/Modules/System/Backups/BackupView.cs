using SmartAI.Platform.Backups;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.SystemModule.Backups;

/// <summary>What is known of a backup.</summary>
internal enum BackupState
{
    /// <summary>It lies in its place; no restore has proven it.</summary>
    Kept,

    /// <summary>A restore was compared with what was backed up, and was the same.</summary>
    Proven,

    /// <summary>The last attempt to prove it failed.</summary>
    Failed,

    /// <summary>It is missed in its place.</summary>
    Lost,
}

/// <summary>A backup. How long it took and what it holds is not known of one that another installation made.</summary>
internal sealed record BackupView(
    Guid Id,
    [property: Example("smartai-20261123t023000z-1f0c5d7a.backup")] string Name,
    BackupKind Kind,
    BackupState State,
    [property: Example("the folder /backups")] string Place,
    DateTimeOffset MadeAt,
    long Bytes,
    double Seconds,
    [property: Example("20261123142507_StandingYes")] string? SchemaVersion,
    DateTimeOffset? ProvenAt,
    double? ProvenSeconds,
    [property: Example("It is damaged near byte 1310720: it cannot be used.")] string? Failure
)
{
    internal static BackupView Of(BackupRecord backup) =>
        new(
            backup.Id,
            backup.Name,
            backup.Kind,
            StateOf(backup),
            backup.Place,
            backup.MadeAt,
            backup.Bytes,
            backup.Seconds,
            backup.SchemaVersion,
            backup.ProvenAt,
            backup.ProvenSeconds,
            backup.Failure
        );

    private static BackupState StateOf(BackupRecord backup) =>
        backup switch
        {
            { LostAt: not null } => BackupState.Lost,
            { Failure: not null } => BackupState.Failed,
            { ProvenAt: not null } => BackupState.Proven,
            _ => BackupState.Kept,
        };
}
