using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmartAI.Platform.Data;

namespace SmartAI.Bench.Jobs;

/// <summary>One producer, here, and one worker in a process of its own, on the database that SMARTAI_DATABASE names.</summary>
internal sealed class Measure(IServiceProvider services)
{
    private const int Jobs = 10_000;
    private const int Alone = 300;
    private const int Pings = 100;
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(10);

    private readonly NpgsqlDataSource _source = services.GetRequiredService<NpgsqlDataSource>();
    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();
    private readonly Figures _figures = new();

    internal async Task RunAsync(int rounds)
    {
        var wakeups = services.GetRequiredService<Wakeups>();
        await wakeups.StartAsync(CancellationToken.None);
        await BareQueue.PrepareAsync(_source);
        using (var worker = await WorkerProcess.StartAsync("worker"))
        using (await WorkerProcess.StartAsync("bare"))
        {
            // Until the runtime has compiled what is hot; these figures are thrown away.
            for (var round = 0; round < 3; round++)
                await DriveAsync(worker, new Figures());
            for (var round = 0; round < rounds; round++)
            {
                await DriveAsync(worker, _figures);
                await Console.Error.WriteLineAsync(_figures.Last());
            }

            // What the load made hot is compiled anew for some time after it: two thirds of what an idle worker costs then (perf).
            await Task.Delay(s_rest);
            for (var round = 0; round < rounds; round++)
                await IdleAsync(worker, _figures);
        }
        await wakeups.StopAsync(CancellationToken.None);
        _figures.Print(rounds, Jobs);
    }

    /// <summary>Nothing is asked of the worker, and nobody else asks the database.</summary>
    private async Task IdleAsync(WorkerProcess worker, Figures figures)
    {
        var (worked, served) = (worker.CpuSeconds(), await DatabaseCpu.SecondsAsync(_source));
        await Task.Delay(s_idle);
        figures.Add("idle worker", (worker.CpuSeconds() - worked) / s_idle.TotalSeconds * 100);
        figures.Add("idle database", (await DatabaseCpu.SecondsAsync(_source) - served) / s_idle.TotalSeconds * 100);
    }

    private async Task DriveAsync(WorkerProcess worker, Figures figures)
    {
        await EmptyAsync();
        var began = _clock.GetTimestamp();
        await EnqueueAsync([.. Enumerable.Range(0, Jobs).Select(n => new Tiny(n))]);
        figures.Add("together", Jobs / _clock.GetElapsedTime(began).TotalSeconds);
        await DrainAsync(worker, figures);

        began = _clock.GetTimestamp();
        for (var at = 0; at < Alone; at++)
            await EnqueueAsync([new Tiny(at)]);
        figures.Add("alone", Alone / _clock.GetElapsedTime(began).TotalSeconds);
        await UntilEmptyAsync();

        await StartsAsync(figures);
        await BareStartsAsync(figures);
    }

    /// <summary>From the commit of all until the last one is in the history.</summary>
    private async Task DrainAsync(WorkerProcess worker, Figures figures)
    {
        var committed = _clock.GetUtcNow().UtcDateTime;
        var (worked, served) = (worker.CpuSeconds(), await DatabaseCpu.SecondsAsync(_source));
        await UntilEmptyAsync();
        figures.Add("drain worker", (worker.CpuSeconds() - worked) / Jobs * 1e6);
        figures.Add("drain database", (await DatabaseCpu.SecondsAsync(_source) - served) / Jobs * 1e6);
        var last = (DateTime)(await AskAsync("select max(finished_at) from platform.job_history where kind = 'bench.tiny'"))!;
        figures.Add("drain", Jobs / (last - committed).TotalSeconds);
    }

    /// <summary>From the call that enqueues, its commit included, to the handler's first line, one job after the other.</summary>
    private async Task StartsAsync(Figures figures)
    {
        var (called, committed) = (new DateTime[Pings], new DateTime[Pings]);
        for (var at = 0; at < Pings; at++)
        {
            await Task.Delay(20);
            called[at] = _clock.GetUtcNow().UtcDateTime;
            await EnqueueAsync([new Ping(at)]);
            committed[at] = _clock.GetUtcNow().UtcDateTime;
        }
        await UntilEmptyAsync();
        await using var command = _source.CreateCommand(
            "select (payload->>'number')::int, started_at, (result->>'ticks')::bigint from platform.job_history where kind = 'bench.ping'"
        );
        await using var rows = await command.ExecuteReaderAsync();
        var (starts, commits, claims) = (new List<double>(Pings), new List<double>(Pings), new List<double>(Pings));
        while (await rows.ReadAsync())
        {
            var (at, began) = (rows.GetInt32(0), new DateTime(rows.GetInt64(2), DateTimeKind.Utc));
            starts.Add((began - called[at]).TotalMilliseconds);
            commits.Add((committed[at] - called[at]).TotalMilliseconds);
            claims.Add((began - rows.GetDateTime(1)).TotalMilliseconds);
        }
        figures.Add("p50", Share(starts, 0.5));
        figures.Add("p99", Share(starts, 0.99));
        figures.Add("commit", Share(commits, 0.5));
        figures.Add("claim", Share(claims, 0.5));
    }

    /// <summary>The same of the queue that has nothing but a table, in the same round.</summary>
    private async Task BareStartsAsync(Figures figures)
    {
        var called = new DateTime[Pings];
        for (var at = 0; at < Pings; at++)
        {
            await Task.Delay(20);
            called[at] = _clock.GetUtcNow().UtcDateTime;
            await BareQueue.EnqueueAsync(_source, at);
        }
        var starts = new List<double>(Pings);
        while (starts.Count < Pings)
        {
            await Task.Delay(20);
            foreach (var (at, began) in await BareQueue.TakeStartsAsync(_source))
                starts.Add((began - called[at]).TotalMilliseconds);
        }
        figures.Add("bare p50", Share(starts, 0.5));
        figures.Add("bare p99", Share(starts, 0.99));
        figures.Add("p50 to bare", figures.Latest("p50") / figures.Latest("bare p50"));
        figures.Add("p99 to bare", figures.Latest("p99") / figures.Latest("bare p99"));
    }

    private static double Share(List<double> values, double share)
    {
        values.Sort();
        return values[(int)(values.Count * share)];
    }

    private async Task EnqueueAsync<TJob>(IReadOnlyList<TJob> jobs)
        where TJob : Platform.Jobs.IJob
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        foreach (var job in jobs)
            db.Enqueue(job);
        await db.SaveChangesAsync();
    }

    private async Task UntilEmptyAsync()
    {
        while (await AskAsync("select exists (select from platform.jobs where kind like 'bench.%')") is true)
            await Task.Delay(20);
    }

    private async Task EmptyAsync()
    {
        await AskAsync("delete from platform.job_history where kind like 'bench.%'");
        await AskAsync("vacuum analyze platform.jobs, platform.job_history");
    }

    private async Task<object?> AskAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
