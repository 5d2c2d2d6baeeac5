using System.Collections.Frozen;
using Npgsql;

namespace SmartAI.Platform.Jobs.Schedules;

/// <summary>The schedules that this program declares, and their ticks in <c>platform.schedules</c>. What another version declares is left alone.</summary>
internal sealed class Timetable(IEnumerable<DeclaredSchedule> declared, NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>The settings of a schedule: what is null is as declared.</summary>
    internal const string Settings = "name, cron, time_zone, catch_up, paused, next_at";

    internal FrozenDictionary<string, DeclaredSchedule> Declared { get; } =
        declared.ToFrozenDictionary(s => s.Schedule.Name, StringComparer.Ordinal);

    internal TimeProvider Clock => clock;

    /// <summary>Adds what is new, and plans anew what was declared otherwise when its next tick was reckoned.</summary>
    internal async Task PrepareAsync(CancellationToken cancel)
    {
        foreach (var (name, schedule) in Declared)
        {
            await using var command = source.CreateCommand(
                """
                with settings as (insert into platform.schedules (name) values (@name) on conflict (name) do nothing)
                insert into platform.schedule_ticks (name, planned_by, next_at) values (@name, @plan, @next)
                on conflict (name) do update set planned_by = excluded.planned_by, next_at = excluded.next_at
                where schedule_ticks.planned_by <> excluded.planned_by
                    and exists (select from platform.schedules s where s.name = @name and s.cron is null and s.time_zone is null)
                """
            );
            command.Parameters.AddWithValue("name", name);
            command.Parameters.AddWithValue("plan", PlanOf(schedule.Schedule));
            command.Parameters.AddWithValue("next", Next(schedule.Schedule));
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>The first tick from now on.</summary>
    internal object Next(Schedule schedule) => Ticks.Next(schedule, clock.GetUtcNow()) is { } next ? next : DBNull.Value;

    internal static string PlanOf(Schedule schedule) => $"{schedule.Cron} {schedule.TimeZone}";
}
