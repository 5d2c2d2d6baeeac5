using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Npgsql;

namespace SmartAI.Platform.Jobs;

/// <summary>
/// Counts what this worker did, by minute and kind, and writes it every few seconds: charts are read from these few rows, however many jobs there were. A killed
/// worker loses the seconds since its last writing from the charts, and nothing else.
/// </summary>
internal sealed class JobMinutes(NpgsqlDataSource source, JobStore store, IMeterFactory meters)
{
    /// <summary>Upper bounds of the histograms: 1 ms, then twice the one before, to about nine hours.</summary>
    internal const int Buckets = 26;

    private const string Write = """
        insert into platform.job_minutes (minute, kind, worker, ended, failed, waits, runs)
        values (@minute, @kind, @worker, @ended, @failed, @waits, @runs)
        on conflict (minute, kind, worker) do update set
            ended = excluded.ended, failed = excluded.failed, waits = excluded.waits, runs = excluded.runs
        """;

    private readonly Histogram<double> _runs = meters
        .Create(JobRunner.Source)
        .CreateHistogram<double>("smartai.job.run.duration", "s", "How long attempts of jobs ran, by kind and whether they failed.");
    private readonly ConcurrentDictionary<(DateTimeOffset Minute, string Kind), Counts> _counts = new();

    internal void Count(ClaimedJob job, TimeSpan took, bool failed)
    {
        var now = TimeProvider.System.GetUtcNow();
        var counts = _counts.GetOrAdd((now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)), job.Kind), _ => new Counts());
        Interlocked.Increment(ref (failed ? ref counts.Failed : ref counts.Ended));
        Interlocked.Increment(ref counts.Waits[Bucket(job.Waited)]);
        Interlocked.Increment(ref counts.Runs[Bucket(took)]);
        Volatile.Write(ref counts.Changed, true);
        _runs.Record(took.TotalSeconds, new("job.kind", job.Kind), new("job.failed", failed));
    }

    /// <summary>Writes what has changed; forgets minutes that are over.</summary>
    internal async Task<int> WriteAsync(CancellationToken cancel)
    {
        var over = TimeProvider.System.GetUtcNow().AddMinutes(-2);
        var written = 0;
        foreach (var ((minute, kind), counts) in _counts)
        {
            if (Interlocked.Exchange(ref counts.Changed, false))
            {
                await using var command = source.CreateCommand(Write);
                command.Parameters.AddRange(
                    (NpgsqlParameter[])
                        [
                            new("minute", minute),
                            new("kind", kind),
                            new("worker", store.Worker),
                            new("ended", counts.Ended),
                            new("failed", counts.Failed),
                            new("waits", counts.Waits.ToArray()),
                            new("runs", counts.Runs.ToArray()),
                        ]
                );
                written += await command.ExecuteNonQueryAsync(cancel);
            }
            if (minute < over)
                _counts.TryRemove((minute, kind), out _);
        }
        return written;
    }

    private static int Bucket(TimeSpan time) =>
        Math.Clamp((int)Math.Ceiling(Math.Log2(Math.Max(time.TotalMilliseconds, 1))), 0, Buckets - 1);

    private sealed class Counts
    {
        internal int Ended;
        internal int Failed;
        internal bool Changed;
        internal readonly int[] Waits = new int[Buckets];
        internal readonly int[] Runs = new int[Buckets];
    }
}
