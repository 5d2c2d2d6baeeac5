using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Jobs.Schedules;

/// <summary>A schedule as it stands: what was declared, what an operator made of it, and its ticks.</summary>
/// <param name="Kind">The kind of job that it enqueues.</param>
/// <param name="Declared">As the module declares it.</param>
/// <param name="Effective">With the operator's changes.</param>
/// <param name="IsPaused">True while it does not tick.</param>
/// <param name="NextAt">The next tick; also told while it is paused, when it is the one that was due next then.</param>
/// <param name="LastAt">The last tick that was run.</param>
/// <param name="LastJobId">Its job.</param>
/// <param name="Version">Of what may be edited.</param>
public sealed record ScheduleState(
    string Kind,
    Schedule Declared,
    Schedule Effective,
    bool IsPaused,
    DateTimeOffset? NextAt,
    DateTimeOffset? LastAt,
    Guid? LastJobId,
    uint Version
)
{
    /// <summary>The next few times; none while it is paused.</summary>
    public IReadOnlyList<DateTimeOffset> NextFew(int count) => IsPaused ? [] : Ticks.NextFew(Effective, NextAt, count);
}

/// <summary>What operators do to schedules. Everything commits with the given context's transaction.</summary>
public sealed class ScheduleDesk
{
    private const string Read = """
        select s.cron, s.time_zone, s.catch_up, s.paused, t.next_at, t.last_at, t.last_job_id, s.xmin, s.name
        from platform.schedules s join platform.schedule_ticks t using (name) where s.name = any(@names)
        """;

    private readonly Timetable _timetable;

    internal ScheduleDesk(Timetable timetable) => _timetable = timetable;

    /// <summary>What is wrong with a cron expression, in English; null if nothing is.</summary>
    public static string? ProblemOf(string cron) => Ticks.Problem(cron);

    /// <summary>True for an IANA time zone that this machine knows.</summary>
    public static bool IsTimeZone(string name) => Ticks.IsZone(name);

    /// <summary>Every schedule that this program declares, by name.</summary>
    public async Task<IReadOnlyList<ScheduleState>> AllAsync(ModuleDbContext db, CancellationToken cancel) =>
        await db.AskAsync(Read, [new("names", _timetable.Declared.Keys.ToArray())], All, cancel);

    /// <summary>One schedule; null if there is none of this name. Locked until the end of the transaction if it is to be changed.</summary>
    public async Task<ScheduleState?> FindAsync(ModuleDbContext db, string name, bool toChange, CancellationToken cancel)
    {
        if (!_timetable.Declared.ContainsKey(name))
            return null;
        var found = await db.AskAsync(Read + (toChange ? " for update" : ""), [new("names", (string[])[name])], All, cancel);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Writes what an operator may change; ticks that were missed meanwhile are not caught up.</summary>
    public async Task<ScheduleState> SaveAsync(ModuleDbContext db, ScheduleState schedule, CancellationToken cancel)
    {
        var (declared, wanted) = (schedule.Declared, schedule.Effective);
        var saved = await db.AskAsync(
            """
            with saved as (
                update platform.schedules set cron = @cron, time_zone = @zone, catch_up = @catchUp, paused = @paused where name = @name returning xmin),
            planned as (update platform.schedule_ticks set next_at = @next, planned_by = @plan where name = @name)
            select xmin from saved
            """,
            [
                new("name", declared.Name),
                Text("cron", wanted.Cron == declared.Cron ? null : wanted.Cron),
                Text("zone", wanted.TimeZone == declared.TimeZone ? null : wanted.TimeZone),
                Text("catchUp", wanted.CatchUp == declared.CatchUp ? null : wanted.CatchUp.ToString().ToLowerInvariant()),
                new("paused", schedule.IsPaused),
                new("next", NpgsqlDbType.TimestampTz) { Value = _timetable.Next(wanted) },
                new("plan", Timetable.PlanOf(declared)),
            ],
            row => row.GetFieldValue<uint>(0),
            cancel
        );
        return schedule with { Version = saved, NextAt = Ticks.Next(wanted, _timetable.Clock.GetUtcNow()) };
    }

    /// <summary>Enqueues a run beside the ticks. Null if one that was enqueued so has not ended.</summary>
    public async Task<Guid?> RunAsync(ModuleDbContext db, ScheduleState schedule, string requestId, CancellationToken cancel)
    {
        var job = _timetable.Declared[schedule.Declared.Name].Job(_timetable.Clock, requestId, $"{schedule.Declared.Name} now");
        await db.BeginAsync(cancel);
        return await db.InsertOnceAsync(job, cancel) ? job.Id : null;
    }

    private List<ScheduleState> All(DbDataReader row)
    {
        var all = new List<ScheduleState>();
        if (!row.HasRows)
            return all;
        do
        {
            var declared = _timetable.Declared[row.GetString(8)];
            all.Add(
                new ScheduleState(
                    declared.Kind,
                    declared.Schedule,
                    Scheduler.Effective(declared.Schedule, row, 0),
                    row.GetBoolean(3),
                    row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4),
                    row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
                    row.IsDBNull(6) ? null : row.GetGuid(6),
                    row.GetFieldValue<uint>(7)
                )
            );
        } while (row.Read());
        all.Sort((a, b) => string.CompareOrdinal(a.Declared.Name, b.Declared.Name));
        return all;
    }

    private static NpgsqlParameter Text(string name, string? text) =>
        new(name, NpgsqlDbType.Text) { Value = (object?)text ?? DBNull.Value };
}
