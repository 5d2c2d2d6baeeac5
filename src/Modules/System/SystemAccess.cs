using SmartAI.Platform.Access;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Errors;

namespace SmartAI.SystemModule;

/// <summary>The permissions of this module. The names are also token scopes and never change.</summary>
internal static class SystemPermissions
{
    internal static readonly Permission ReadJobs = new("system.jobs.read", "See background jobs and their charts, and export the list");
    internal static readonly Permission UpdateJobs = new("system.jobs.update", "Retry and cancel background jobs");
    internal static readonly Permission ReadSchedules = new("system.schedules.read", "See schedules and their next runs");
    internal static readonly Permission UpdateSchedules = new("system.schedules.update", "Change, pause, resume and run schedules");
    internal static readonly Permission ReadBackups = new("system.backups.read", "See backups and the last restore that was proven");
    internal static readonly Permission UpdateBackups = new("system.backups.update", "Make backups and verify them");
}

/// <summary>The errors that this module's operations declare.</summary>
internal static class SystemErrors
{
    internal static readonly Error JobNotFound = new("system.job_not_found", 404, "There is no such job.");
    internal static readonly Error JobNotRetryable = new(
        "system.job_not_retryable",
        409,
        "Only a dead or cancelled job can be tried again."
    );
    internal static readonly Error JobSuperseded = new(
        "system.job_superseded",
        409,
        "Another job that does the same work has not ended: this one is not needed."
    );
    internal static readonly Error JobFinished = new("system.job_finished", 409, "The job has ended: nothing is left to cancel.");
    internal static readonly Error ScheduleNotFound = new("system.schedule_not_found", 404, "There is no such schedule.");
    internal static readonly Error ScheduleRunning = new(
        "system.schedule_running",
        409,
        "A run of this schedule that was asked for before has not ended."
    );
    internal static readonly Error BackupNotFound = new("system.backup_not_found", 404, "There is no such backup.");
    internal static readonly Error BackupNotVerifiable = new(
        "system.backup_not_verifiable",
        409,
        "A physical backup is proven by recovering a server from it: smartai restore --physical."
    );
    internal static readonly Error BackupsNotConfigured = new(
        "system.backups_not_configured",
        409,
        "No place for backups is named: set SMARTAI_BACKUP__TO."
    );
    internal static readonly Error BackupRunning = new("system.backup_running", 409, "One that was asked for before has not ended.");
    internal static readonly Error InvalidCron = new("system.invalid_cron", 422, "This is not a cron expression that ever comes.");
    internal static readonly Error UnknownTimeZone = new(
        "system.unknown_time_zone",
        422,
        "This is not an IANA time zone that is known here."
    );
}

/// <summary>What this module writes into the trail.</summary>
internal static class SystemAudit
{
    /// <summary>The types of what is acted on.</summary>
    internal const string Job = "system.job";
    internal const string Schedule = "system.schedule";
    internal const string Backup = "system.backup";

    internal static readonly AuditAction JobRetried = new("system.job.retried", Job);
    internal static readonly AuditAction JobCancelled = new("system.job.cancelled", Job);
    internal static readonly AuditAction JobsRetried = new("system.jobs.retried", Job);
    internal static readonly AuditAction ScheduleChanged = new("system.schedule.changed", Schedule);
    internal static readonly AuditAction SchedulePaused = new("system.schedule.paused", Schedule);
    internal static readonly AuditAction ScheduleResumed = new("system.schedule.resumed", Schedule);
    internal static readonly AuditAction ScheduleRun = new("system.schedule.run", Schedule);
    internal static readonly AuditAction BackupAsked = new("system.backup.asked", Backup);
    internal static readonly AuditAction VerificationAsked = new("system.backup.verification_asked", Backup);
}
