using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace SmartAI.Platform.Jobs.Schedules;

/// <summary>
/// Enqueues the job of each tick, on every worker: the tick's row is locked by whoever comes first and moved on in the same transaction, so each tick has
/// one job, whichever nodes are up. The next tick never moves back: a clock that is set back runs nothing twice. Without EF Core: at a start something is
/// often due, and building its model then would keep the first requests waiting (docs/decisions/0052).
/// </summary>
internal sealed class Scheduler(
    Timetable timetable,
    NpgsqlDataSource source,
    JobSignal signal,
    JobSettings settings,
    ILogger<Scheduler> log
) : BackgroundService
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(20);

    private const string Due = """
        select t.name, t.next_at, greatest(@now, clock_timestamp()) from platform.schedule_ticks t join platform.schedules s using (name)
        where t.name = any(@names) and not s.paused and t.next_at is not null order by t.next_at
        """;

    private const string Take = """
        select s.cron, s.time_zone, s.catch_up, t.next_at, greatest(@now, clock_timestamp()) from platform.schedule_ticks t join platform.schedules s using (name)
        where name = @name and not s.paused and t.next_at <= greatest(@now, clock_timestamp()) for update of t skip locked
        """;

    private const string MoveOn = """
        update platform.schedule_ticks set next_at = @next, last_at = coalesce(@last, last_at), last_job_id = coalesce(@job, last_job_id)
        where name = @name
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var prepared = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = settings.PollEvery;
            try
            {
                if (!prepared)
                    await timetable.PrepareAsync(stoppingToken);
                prepared = true;
                wait = await TickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogWarning("Schedules cannot be read ({Reason}); trying again in {Delay}", failure.Message, wait);
            }
            await Task.Delay(wait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Enqueues what is due; returns how long to wait for the next, at most as long as nodes look by themselves.</summary>
    private async Task<TimeSpan> TickAsync(CancellationToken cancel)
    {
        // The newer of two clocks: a node that is behind ticks with the others.
        var now = timetable.Clock.GetUtcNow();
        var waiting = new List<(string Name, DateTimeOffset Next)>();
        await using (var command = source.CreateCommand(Due))
        {
            command.Parameters.AddWithValue("names", timetable.Declared.Keys.ToArray());
            command.Parameters.AddWithValue("now", now);
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                waiting.Add((rows.GetString(0), rows.GetFieldValue<DateTimeOffset>(1)));
                now = rows.GetFieldValue<DateTimeOffset>(2);
            }
        }

        foreach (var (name, _) in waiting.Where(w => w.Next <= now))
            await RunAsync(timetable.Declared[name], cancel);
        var soonest = waiting.Where(w => w.Next > now).Select(w => w.Next - now).DefaultIfEmpty(settings.PollEvery).Min();
        return soonest < s_shortest ? s_shortest
            : soonest > settings.PollEvery ? settings.PollEvery
            : soonest;
    }

    private async Task RunAsync(DeclaredSchedule declared, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var name = declared.Schedule.Name;
        if (await TakeAsync(connection, declared.Schedule, cancel) is not { } taken)
            return;

        var (run, next) = Ticks.Due(taken.Schedule, taken.Due, taken.Now);
        JobRow? last = null;
        foreach (var tick in run)
        {
            var job = declared.Job(
                timetable.Clock,
                System.Diagnostics.ActivityTraceId.CreateRandom().ToHexString(),
                $"{name} {tick:yyyy-MM-ddTHH:mm:ssZ}"
            );
            if (await connection.InsertOnceAsync(job, cancel))
                last = job;
        }
        await using (var moveOn = new NpgsqlCommand(MoveOn, connection))
        {
            moveOn.Parameters.AddWithValue("name", name);
            moveOn.Parameters.Add(new("next", NpgsqlDbType.TimestampTz) { Value = (object?)next ?? DBNull.Value });
            moveOn.Parameters.Add(new("last", NpgsqlDbType.TimestampTz) { Value = last is null ? DBNull.Value : run[^1] });
            moveOn.Parameters.Add(new("job", NpgsqlDbType.Uuid) { Value = (object?)last?.Id ?? DBNull.Value });
            await moveOn.ExecuteNonQueryAsync(cancel);
        }
        await transaction.CommitAsync(cancel);
        if (last is not null)
            signal.Wake();
        if (run.Count == 0)
            log.LogWarning("{Schedule}: ticks from {Due} on were missed and are left out, as its catch-up says", name, taken.Due);
    }

    /// <summary>Locks the schedule's tick if it is due; null if another node has it, or it is not due any more.</summary>
    private async Task<(Schedule Schedule, DateTimeOffset Due, DateTimeOffset Now)?> TakeAsync(
        NpgsqlConnection connection,
        Schedule declared,
        CancellationToken cancel
    )
    {
        await using var take = new NpgsqlCommand(Take, connection);
        take.Parameters.AddWithValue("name", declared.Name);
        take.Parameters.AddWithValue("now", timetable.Clock.GetUtcNow());
        await using var row = await take.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? (Effective(declared, row, 0), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4))
            : null;
    }

    internal static Schedule Effective(Schedule declared, System.Data.Common.DbDataReader row, int at) =>
        declared with
        {
            Cron = row.IsDBNull(at) ? declared.Cron : row.GetString(at),
            TimeZone = row.IsDBNull(at + 1) ? declared.TimeZone : row.GetString(at + 1),
            CatchUp = row.IsDBNull(at + 2) ? declared.CatchUp : Enum.Parse<CatchUp>(row.GetString(at + 2), ignoreCase: true),
        };
}
