using SmartAI.Platform.Jobs.Schedules;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.SystemModule.Schedules;

/// <summary>A schedule. What was declared stands beside what is in force, where an operator has changed it.</summary>
internal sealed record ScheduleView(
    [property: Example("platform.jobs.tidy")] string Id,
    [property: Example("platform.jobs.tidy")] string Kind,
    [property: Example("20 * * * *")] string Cron,
    string TimeZone,
    CatchUp CatchUp,
    [property: Example("20 * * * *")] string DeclaredCron,
    string DeclaredTimeZone,
    CatchUp DeclaredCatchUp,
    bool IsPaused,
    IReadOnlyList<DateTimeOffset> NextRuns,
    DateTimeOffset? LastRunAt,
    Guid? LastJobId
)
{
    private const int Shown = 5;

    internal static ScheduleView Of(ScheduleState schedule) =>
        new(
            schedule.Declared.Name,
            schedule.Kind,
            schedule.Effective.Cron,
            schedule.Effective.TimeZone,
            schedule.Effective.CatchUp,
            schedule.Declared.Cron,
            schedule.Declared.TimeZone,
            schedule.Declared.CatchUp,
            schedule.IsPaused,
            schedule.NextFew(Shown),
            schedule.LastAt,
            schedule.LastJobId
        );
}
