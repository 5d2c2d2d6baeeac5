using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SmartAI.Platform.Jobs;

/// <summary>Claims jobs while this node has room, keeps their leases alive, and on stop lets the running ones finish.</summary>
internal sealed class JobWorker(
    JobStore store,
    JobUpkeep upkeep,
    JobRunner runner,
    JobSignal signal,
    JobSettings settings,
    ILogger<JobWorker> log
) : BackgroundService
{
    private static readonly TimeSpan s_deletingEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, RunningJob> _running = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The leases are kept alive while the last jobs finish.
        using var drained = new CancellationTokenSource();
        var heartbeat = EveryAsync(settings.Lease / 3, BeatAsync, drained.Token);
        var givingBack = EveryAsync(settings.PollEvery, GiveBackAsync, stoppingToken);
        var deleting = EveryAsync(s_deletingEvery, upkeep.DeleteOldAsync, stoppingToken);

        await ClaimAsync(stoppingToken);
        await DrainAsync();
        await drained.CancelAsync();
        await Task.WhenAll(heartbeat, givingBack, deleting);
    }

    private async Task ClaimAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var running = _running.Values.Select(r => r.Ended).ToArray();
                var free = settings.Concurrency - running.Length;
                if (free == 0)
                {
                    await Task.WhenAny(running).WaitAsync(stopping);
                    continue;
                }

                // Not cancelled: a claim whose answer is thrown away would keep its jobs waiting for the lease to end.
                var leased = TimeProvider.System.GetTimestamp();
                var claimed = await store.ClaimAsync(free, CancellationToken.None);
                foreach (var job in claimed)
                    Start(job, leased);
                if (claimed.Count < free)
                    await signal.WaitAsync(settings.PollEvery, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
            catch (Exception failure)
            {
                log.LogWarning(failure, "Jobs cannot be claimed; trying again in {Delay}", settings.PollEvery);
                await Task.Delay(settings.PollEvery, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Start(ClaimedJob job, long leased)
    {
        var running = new RunningJob(job, leased);
        _running[job.Id] = running;
        running.Ended = Task.Run(
            async () =>
            {
                await runner.RunAsync(job, running.Cancel.Token);
                _running.TryRemove(KeyValuePair.Create(job.Id, running));
            },
            CancellationToken.None
        );
    }

    private async Task<int> BeatAsync(CancellationToken cancel)
    {
        // Taken before the statement: a job claimed while it runs is not in its answer, and not lost either.
        var beating = _running.Values.ToArray();
        if (beating.Length == 0)
            return 0;

        try
        {
            var now = TimeProvider.System.GetTimestamp();
            var held = await store.RenewAsync([.. beating.Select(r => r.Job.Id)], cancel);
            foreach (var running in beating)
                if (held.Contains((running.Job.Id, running.Job.Attempt)))
                    running.Leased = now;
                else
                    await running.Cancel.CancelAsync();
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // Nobody can be told whether the lease still stands: once it may have ended, another worker may have the job.
            foreach (var running in beating.Where(r => TimeProvider.System.GetElapsedTime(r.Leased) > settings.Lease))
                await running.Cancel.CancelAsync();
            throw;
        }
        return beating.Length;
    }

    private async Task<int> GiveBackAsync(CancellationToken cancel)
    {
        var count = await upkeep.GiveBackAsync(cancel);
        if (count > 0)
        {
            log.LogWarning("{Count} jobs of workers that stopped answering were given back", count);
            signal.WakeHere();
        }
        return count;
    }

    private async Task DrainAsync()
    {
        var last = Task.WhenAll(_running.Values.Select(r => r.Ended));
        if (await EndsWithinAsync(last, settings.DrainLimit))
            return;
        foreach (var running in _running.Values)
            await running.Cancel.CancelAsync();
        // A run that does not listen may still be at work: its job is not given back, its lease has to end.
        if (!await EndsWithinAsync(last, s_grace))
            log.LogWarning("{Count} jobs did not stop when asked; they come back when their leases end", _running.Count);
    }

    private async Task EveryAsync(TimeSpan period, Func<CancellationToken, Task<int>> work, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(period);
        try
        {
            do
            {
                try
                {
                    await work(stopping);
                }
                catch (Exception failure) when (!stopping.IsCancellationRequested)
                {
                    log.LogWarning(failure, "{Work} failed; it is tried again in {Period}", work.Method.Name, period);
                }
            } while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
    }

    private static async Task<bool> EndsWithinAsync(Task task, TimeSpan limit) => await Task.WhenAny(task, Task.Delay(limit)) == task;
}

/// <summary>A job that runs on this node now. Its cancellation is never disposed: heartbeat and end may meet.</summary>
internal sealed class RunningJob(ClaimedJob job, long leased)
{
    internal ClaimedJob Job => job;
    internal CancellationTokenSource Cancel { get; } = new();
    internal Task Ended { get; set; } = Task.CompletedTask;

    /// <summary>A timestamp from before the lease was last prolonged, on this process's own timer.</summary>
    internal long Leased { get; set; } = leased;
}
