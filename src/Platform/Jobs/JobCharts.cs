using Npgsql;
using NpgsqlTypes;

namespace SmartAI.Platform.Jobs;

/// <summary>One step of the charts. Times are upper bounds in milliseconds, null where nothing ended.</summary>
public sealed record JobPoint(
    DateTimeOffset At,
    int Ended,
    int Failed,
    double? WaitP50Ms,
    double? WaitP95Ms,
    double? RunP50Ms,
    double? RunP95Ms,
    int? Waiting,
    int? Running
);

/// <summary>A queue at this moment; 100,000 stands for that or more.</summary>
public sealed record QueueDepth(string Queue, int Waiting, int Planned, int Running, double? OldestSeconds);

/// <summary>What the charts show: throughput, latency and depth over a window, and the queues now.</summary>
public sealed record JobChart(int StepSeconds, IReadOnlyList<JobPoint> Points, IReadOnlyList<QueueDepth> Queues);

/// <summary>Reads the charts from the rows that workers write each minute: their cost does not grow with the number of jobs.</summary>
public sealed class JobCharts
{
    internal const int MostPoints = 120;

    private const string Ended = """
        select minute, sum(ended)::int, sum(failed)::int, platform.add_up(waits), platform.add_up(runs)
        from platform.job_minutes where minute >= @from and (@kind::text is null or kind = @kind) group by minute
        """;

    private const string Depths = """
        select minute, sum(waiting)::int, sum(running)::int from platform.job_depths where minute >= @from group by minute
        """;

    // Bounded, because it is asked every few seconds by every open page: what is beyond the bound is only "more".
    private const string Queues = """
        select queue, count(*) filter (where status = 'ready' and run_at <= now())::int, count(*) filter (where status = 'ready' and run_at > now())::int,
            count(*) filter (where status = 'running')::int,
            extract(epoch from clock_timestamp() - min(run_at) filter (where status = 'ready' and run_at <= now()))::float8
        from (select queue, status, run_at from platform.jobs limit 100000) seen group by queue order by queue
        """;

    private readonly NpgsqlDataSource _source;

    internal JobCharts(NpgsqlDataSource source) => _source = source;

    /// <summary>The last minutes, in at most 120 steps.</summary>
    /// <param name="minutes">How many, to a day's.</param>
    /// <param name="kind">Only this kind; depth is of all kinds.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<JobChart> ReadAsync(int minutes, string? kind, CancellationToken cancel)
    {
        // Charts tell of real time, as the workers' rows do.
        var now = TimeProvider.System.GetUtcNow();
        var step = TimeSpan.FromMinutes((minutes + MostPoints - 1) / MostPoints);
        var first = Floor(now - TimeSpan.FromMinutes(minutes - 1), step);
        var steps = new SortedDictionary<DateTimeOffset, Step>();
        for (var at = first; at <= now; at += step)
            steps[at] = new Step();

        await using var batch = _source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Ended) { Parameters = { From(first), Kind(kind) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Depths) { Parameters = { From(first) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Queues));
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
            if (steps.TryGetValue(Floor(rows.GetFieldValue<DateTimeOffset>(0), step), out var at))
                at.Add(rows.GetInt32(1), rows.GetInt32(2), rows.GetFieldValue<int[]>(3), rows.GetFieldValue<int[]>(4));
        await rows.NextResultAsync(cancel);
        while (await rows.ReadAsync(cancel))
            if (steps.TryGetValue(Floor(rows.GetFieldValue<DateTimeOffset>(0), step), out var at))
                (at.Waiting, at.Running) = (Math.Max(at.Waiting ?? 0, rows.GetInt32(1)), Math.Max(at.Running ?? 0, rows.GetInt32(2)));
        await rows.NextResultAsync(cancel);
        var queues = new List<QueueDepth>();
        while (await rows.ReadAsync(cancel))
            queues.Add(
                new QueueDepth(
                    rows.GetString(0),
                    rows.GetInt32(1),
                    rows.GetInt32(2),
                    rows.GetInt32(3),
                    rows.IsDBNull(4) ? null : rows.GetDouble(4)
                )
            );
        return new JobChart((int)step.TotalSeconds, [.. steps.Select(s => s.Value.ToPoint(s.Key))], queues);
    }

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan step) => at.AddTicks(-(at.Ticks % step.Ticks));

    private static NpgsqlParameter From(DateTimeOffset from) => new("from", from);

    private static NpgsqlParameter Kind(string? kind) => new("kind", NpgsqlDbType.Text) { Value = (object?)kind ?? DBNull.Value };

    private sealed class Step
    {
        private readonly int[] _waits = new int[JobMinutes.Buckets];
        private readonly int[] _runs = new int[JobMinutes.Buckets];
        private int _ended;
        private int _failed;

        internal int? Waiting { get; set; }
        internal int? Running { get; set; }

        internal void Add(int ended, int failed, int[] waits, int[] runs)
        {
            (_ended, _failed) = (_ended + ended, _failed + failed);
            for (var bucket = 0; bucket < JobMinutes.Buckets; bucket++)
                (_waits[bucket], _runs[bucket]) = (_waits[bucket] + waits[bucket], _runs[bucket] + runs[bucket]);
        }

        internal JobPoint ToPoint(DateTimeOffset at) =>
            new(at, _ended, _failed, Share(_waits, 0.5), Share(_waits, 0.95), Share(_runs, 0.5), Share(_runs, 0.95), Waiting, Running);

        /// <summary>The bucket's upper bound under which this share of them lies.</summary>
        private static double? Share(int[] buckets, double share)
        {
            var left = buckets.Sum() * share;
            if (left == 0)
                return null;
            for (var bucket = 0; ; bucket++)
                if ((left -= buckets[bucket]) <= 0)
                    return 1 << bucket;
        }
    }
}
