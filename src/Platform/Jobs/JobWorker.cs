using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SmartAI.Platform.Jobs;

/// <summary>Keeps the leases of what this node holds, hears what is called off, tidies after dead workers, and on stop lets running jobs finish.</summary>
internal sealed class JobWorker(
    JobIntake intake,
    JobStore store,
    JobUpkeep upkeep,
    HeldJobs held,
    JobCompletions completions,
    JobMinutes minutes,
    JobChanges changes,
    JobSignal signal,
    JobSettings settings,
    ILogger<JobWorker> log
) : BackgroundService
{
    private static readonly TimeSpan s_writingEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_tellingEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_samplingEvery = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The leases are kept alive, and ends are noted, while the last jobs finish.
        using var drained = new CancellationTokenSource();
        using var cancelled = signal.OnCancel(id => held.Find(id)?.Interrupt(Interruption.Cancelled));
        Task[] kept =
        [
            EveryAsync(settings.Lease / 3, BeatAsync, drained.Token),
            EveryAsync(s_writingEvery, minutes.WriteAsync, drained.Token),
            EveryAsync(s_tellingEvery, changes.TellAsync, drained.Token),
            EveryAsync(settings.PollEvery, GiveBackAsync, stoppingToken),
            EveryAsync(s_samplingEvery, upkeep.SampleAsync, stoppingToken),
        ];
        var noting = completions.RunAsync();

        await intake.RunAsync(stoppingToken);
        await DrainAsync();
        completions.Close();
        await noting;
        await drained.CancelAsync();
        await Task.WhenAll(kept);
    }

    private async Task<int> BeatAsync(CancellationToken cancel)
    {
        // Taken before the statement: a job claimed while it runs is not in its answer, and not lost either.
        var beating = held.All();
        if (beating.Length == 0)
            return 0;

        try
        {
            var now = TimeProvider.System.GetTimestamp();
            var answer = await store.RenewAsync([.. beating.Select(r => r.Job.Id)], cancel);
            foreach (var job in beating)
                if (!answer.TryGetValue((job.Job.Id, job.Job.Attempt), out var cancelAsked))
                    job.Interrupt(Interruption.Lost);
                else
                {
                    job.Leased = now;
                    if (cancelAsked)
                        job.Interrupt(Interruption.Cancelled);
                }
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // Nobody can be told whether the lease still stands: once it may have ended, another worker may have the job.
            foreach (var job in beating.Where(r => TimeProvider.System.GetElapsedTime(r.Leased) > settings.Lease))
                job.Interrupt(Interruption.Lost);
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
        if (await upkeep.BuryUnknownAsync(cancel) is var unknown and > 0)
            log.LogError("{Count} jobs are dead because no worker knows their kind", unknown);
        return count;
    }

    private async Task DrainAsync()
    {
        if (await intake.EndsWithinAsync(settings.DrainLimit))
            return;
        foreach (var job in held.All())
            job.Interrupt(Interruption.Stop);
        // A run that does not listen may still be at work: its job is not given back, its lease has to end.
        if (!await intake.EndsWithinAsync(settings.Grace))
            log.LogWarning("{Count} jobs did not stop when asked; they come back when their leases end", held.Count);
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
}
