namespace SmartAI.Platform.Jobs.Schedules;

/// <summary>What happens to ticks that nobody was up for.</summary>
public enum CatchUp
{
    /// <summary>They are left out.</summary>
    Skip,

    /// <summary>One run stands for all of them.</summary>
    Once,

    /// <summary>Each is run, the last hundred at most.</summary>
    All,
}

/// <summary>When a job is due, as a module declares it and as an operator may change it.</summary>
/// <param name="Name">Stable, module first: <c>files.sweep</c>.</param>
/// <param name="Cron">Five fields, or six with seconds first, as Cronos reads them: <c>0 3 * * MON-FRI</c>.</param>
/// <param name="TimeZone">An IANA name; the hours of the cron expression are of this zone.</param>
/// <param name="CatchUp">What happens to missed ticks.</param>
public sealed record Schedule(string Name, string Cron, string TimeZone = "UTC", CatchUp CatchUp = CatchUp.Once);

/// <summary>A schedule that a module declares, with the job that it enqueues.</summary>
internal sealed record DeclaredSchedule(Schedule Schedule, string Kind, Func<TimeProvider, string, string, JobRow> Job)
{
    internal static DeclaredSchedule Of<TJob>(Schedule schedule, TJob job)
        where TJob : IJob =>
        Ticks.Problem(schedule.Cron) is null && Ticks.IsZone(schedule.TimeZone)
            ? new DeclaredSchedule(schedule, TJob.Kind, (clock, requestId, key) => JobRow.From(job, requestId, clock, key))
            : throw new ArgumentException(
                $"The schedule {schedule.Name} has a cron expression or a time zone that cannot be read.",
                nameof(schedule)
            );
}
