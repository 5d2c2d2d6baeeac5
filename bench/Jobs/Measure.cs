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
    private const int Seconds = 5;

    private readonly NpgsqlDataSource _source = services.GetRequiredService<NpgsqlDataSource>();
    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();
    private readonly Figures _figures = new();

    internal async Task RunAsync(int rounds)
    {
        var wakeups = services.GetRequiredService<Wakeups>();
        await wakeups.StartAsync(CancellationToken.None);
        using (var worker = await WorkerProcess.StartAsync())
        {
            // Until the runtime has compiled what is hot; these figures are thrown away.
            for (var round = 0; round < 3; round++)
                await DriveAsync(worker, new Figures());
            for (var round = 0; round < rounds; round++)
                await RoundAsync(worker, _figures);
        }
        await wakeups.StopAsync(CancellationToken.None);
        _figures.Print(rounds, Jobs);
    }

    private async Task RoundAsync(WorkerProcess worker, Figures figures)
    {
        await DriveAsync(worker, figures);

        // Idle from here: nothing is asked of the worker, and nobody else asks the database.
        var (worked, served) = (worker.CpuSeconds(), await DatabaseCpu.SecondsAsync(_source));
        await Task.Delay(TimeSpan.FromSeconds(Seconds));
        figures.Add("idle worker", (worker.CpuSeconds() - worked) / Seconds * 100);
        figures.Add("idle database", (await DatabaseCpu.SecondsAsync(_source) - served) / Seconds * 100);
        await Console.Error.WriteLineAsync(figures.Last());
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
