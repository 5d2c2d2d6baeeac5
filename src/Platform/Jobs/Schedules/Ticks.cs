using Cronos;

namespace SmartAI.Platform.Jobs.Schedules;

/// <summary>
/// When a schedule is due. In a zone with daylight saving Cronos decides: what falls into the skipped hour comes right after it; what falls into the doubled
/// hour comes once, save for expressions that repeat within the hour, which go on through both.
/// </summary>
internal static class Ticks
{
    internal const int MostCaughtUp = 100;

    // Later than this is missed: a node looks for due ticks every few seconds.
    private static readonly TimeSpan s_late = TimeSpan.FromMinutes(1);

    /// <summary>What is wrong with a cron expression, in the parser's words; null if nothing is.</summary>
    internal static string? Problem(string cron)
    {
        try
        {
            // One that never comes, such as 30 February, is a mistake too.
            return Parse(cron).GetNextOccurrence(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc) is null ? "It never comes." : null;
        }
        catch (CronFormatException wrong)
        {
            return wrong.Message;
        }
    }

    internal static bool IsZone(string name) =>
        (name == "UTC" || name.Contains('/', StringComparison.Ordinal)) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    internal static DateTimeOffset? Next(Schedule schedule, DateTimeOffset after) =>
        Parse(schedule.Cron).GetNextOccurrence(after, TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone))?.ToUniversalTime();

    /// <summary>The next few times.</summary>
    internal static IReadOnlyList<DateTimeOffset> NextFew(Schedule schedule, DateTimeOffset? first, int count)
    {
        var ticks = new List<DateTimeOffset>(count);
        for (var at = first; at is { } tick && ticks.Count < count; at = Next(schedule, tick))
            ticks.Add(tick);
        return ticks;
    }

    /// <summary>The ticks to run of those that have come since <paramref name="due"/>, and the one after them.</summary>
    internal static (IReadOnlyList<DateTimeOffset> Run, DateTimeOffset? Next) Due(Schedule schedule, DateTimeOffset due, DateTimeOffset now)
    {
        var come = new Queue<DateTimeOffset>();
        // A schedule of seconds that was down for a year has thirty million: the walk begins where the hundred last ones may lie.
        var at = Later(schedule, due, now);
        for (; at is { } tick && tick <= now; at = Next(schedule, tick))
        {
            come.Enqueue(tick);
            if (come.Count > MostCaughtUp)
                come.Dequeue();
        }

        if (schedule.CatchUp == CatchUp.All || come.Count == 0)
            return ([.. come], at);
        var last = come.Last();
        return (schedule.CatchUp == CatchUp.Once || now - last <= s_late ? [last] : [], at);
    }

    private static DateTimeOffset? Later(Schedule schedule, DateTimeOffset due, DateTimeOffset now)
    {
        for (var back = TimeSpan.FromMinutes(2); now - back > due; back *= 4)
        {
            var first = Next(schedule, now - back);
            var found = 0;
            for (var at = first; at is { } tick && tick <= now && found <= MostCaughtUp; at = Next(schedule, tick))
                found++;
            if (found > MostCaughtUp)
                return first;
        }
        return due;
    }

    private static CronExpression Parse(string cron) =>
        CronExpression.Parse(
            cron,
            cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard
        );
}
