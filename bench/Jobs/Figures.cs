using System.Globalization;

namespace SmartAI.Bench.Jobs;

/// <summary>Figures by name, one a round, told as median (smallest to largest).</summary>
internal sealed class Figures
{
    // dependencies.md's measurement of Celery with Redis, the upper end of its three rounds.
    private const double Celery = 1_310;

    private readonly Dictionary<string, List<double>> _values = new(StringComparer.Ordinal);

    internal void Add(string name, double value)
    {
        if (!_values.TryGetValue(name, out var values))
            _values[name] = values = [];
        values.Add(value);
    }

    internal double Latest(string name) => _values[name][^1];

    internal string Last() =>
        string.Join(", ", _values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key} {v.Value[^1]:0.##}")));

    internal void Print(int rounds, int jobs)
    {
        Console.WriteLine($"{rounds} rounds after three that were thrown away; median (smallest to largest). {jobs} jobs that do nothing.");
        Console.WriteLine();
        Console.WriteLine(
            "A bare queue is one table, `SKIP LOCKED`, `LISTEN` and `NOTIFY`, one job a claim, over Npgsql alone (`BareQueue.cs`). Where the reach was set it needed "
                + "1.9 ms (p50) and 7 (p99), and 3 and 12 were asked: 1.58 and 1.71 times as much."
        );
        Console.WriteLine();
        Console.WriteLine("| what | figure | reach |");
        Console.WriteLine("| --- | --- | --- |");
        Line("drained, one worker process of 8 at once, jobs/s", "drain", "0", "");
        Line("the same to Celery with Redis, 1,310/s at best", "drain", "0.0", "15", 1 / Celery);
        Line("CPU of the worker for each, microseconds", "drain worker", "0", "");
        Line("CPU of the database for each, microseconds", "drain database", "0", "");
        Line("enqueued, all in one transaction, jobs/s", "together", "0", "");
        Line("enqueued, each in a transaction of its own, one after the other, jobs/s", "alone", "0", "");
        Line("idle to start, from the call that enqueues to the handler's first line, p50 ms", "p50", "0.0", "3");
        Line("the same, p99 ms", "p99", "0.0", "12");
        Line("p50 to that of a bare queue in the same rounds (below)", "p50 to bare", "0.00", "1.58");
        Line("p99 to that of a bare queue", "p99 to bare", "0.00", "1.71");
        Line("a bare queue, idle to start, p50 ms", "bare p50", "0.0", "");
        Line("the same, p99 ms", "bare p99", "0.0", "");
        Line("of the platform's, until the call has committed, p50 ms", "commit", "0.0", "");
        Line("of the platform's, from the claiming statement to the handler, its commit included, p50 ms", "claim", "0.0", "");
        Line("an idle worker, percent of a core", "idle worker", "0.0", "2");
        Line("its database, percent of a core", "idle database", "0.0", "");
    }

    private void Line(string what, string name, string form, string reach, double times = 1)
    {
        var sorted = _values[name].Select(v => v * times).Order().ToArray();
        var middle = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        string Text(double value) => value.ToString(form, CultureInfo.InvariantCulture);
        Console.WriteLine($"| {what} | {Text(middle)} ({Text(sorted[0])} to {Text(sorted[^1])}) | {reach} |");
    }
}
