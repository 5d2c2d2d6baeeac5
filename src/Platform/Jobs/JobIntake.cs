using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace SmartAI.Platform.Jobs;

/// <summary>
/// Claims jobs while this node has room, and runs them. Where jobs end within milliseconds it claims some ahead, as many as it ends in a tenth of a second: a
/// claim for each would be most of the work. What waits here behind a long one for a second is given back to the others.
/// </summary>
internal sealed class JobIntake(
    JobClaims claims,
    JobStore store,
    JobRunner runner,
    HeldJobs held,
    JobSignal signal,
    JobSettings settings,
    ILogger<JobIntake> log
)
{
    private const int MostAhead = 500;
    private static readonly TimeSpan s_ahead = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_measure = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly Channel<HeldJob> _waiting = Channel.CreateUnbounded<HeldJob>();
    private readonly Channel<bool> _freed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private Task[] _lanes = [];
    private int _taken;
    private int _ended;
    private int _ahead;
    private int _measured;
    private long _measuredAt = TimeProvider.System.GetTimestamp();
    private long _lastEnd;

    /// <summary>Claims until it is told to stop, and gives back what it has not begun. What runs then goes on.</summary>
    internal async Task RunAsync(CancellationToken stopping)
    {
        _lanes = [.. Enumerable.Range(0, settings.Concurrency).Select(_ => Task.Run(WorkAsync, CancellationToken.None))];
        var prepared = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!prepared)
                    await claims.PrepareAsync(stopping);
                prepared = true;
                await ClaimOnceAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
            catch (Exception failure)
            {
                log.LogWarning("Jobs cannot be claimed ({Reason}); trying again in {Delay}", failure.Message, settings.PollEvery);
                await Task.Delay(settings.PollEvery, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _waiting.Writer.TryComplete();
        try
        {
            await GiveBackWaitingAsync();
        }
        catch (Exception failure)
        {
            log.LogWarning("Jobs that were not begun come back when their leases end: {Reason}", failure.Message);
        }
    }

    /// <summary>True if everything that runs has ended within this time.</summary>
    internal async Task<bool> EndsWithinAsync(TimeSpan limit)
    {
        var last = Task.WhenAll(_lanes);
        return await Task.WhenAny(last, Task.Delay(limit)) == last;
    }

    private async Task ClaimOnceAsync(CancellationToken stopping)
    {
        Measure();
        var working = _taken - Volatile.Read(ref _ended);
        var most = settings.Concurrency + _ahead;
        // With work ahead the next claim waits until half of it is done; without, each free place is filled at once.
        if (working > (_ahead == 0 ? settings.Concurrency - 1 : most / 2))
        {
            if (!await FreedAsync(stopping))
                await GiveBackWaitingAsync();
            return;
        }

        // Not cancelled: a claim whose answer is thrown away would keep its jobs waiting for the lease to end.
        var leased = TimeProvider.System.GetTimestamp();
        var claimed = await claims.TakeAsync(most - working, CancellationToken.None);
        foreach (var job in claimed)
        {
            _taken++;
            _waiting.Writer.TryWrite(held.Add(job, leased));
        }
        if (claimed.Count == 0)
            await signal.WaitAsync(settings.PollEvery, stopping);
    }

    private async Task WorkAsync()
    {
        await foreach (var job in _waiting.Reader.ReadAllAsync(CancellationToken.None))
        {
            await runner.RunAsync(job);
            Volatile.Write(ref _lastEnd, TimeProvider.System.GetTimestamp());
            Interlocked.Increment(ref _ended);
            _freed.Writer.TryWrite(true);
        }
    }

    private void Measure()
    {
        var elapsed = TimeProvider.System.GetElapsedTime(_measuredAt);
        if (elapsed < s_measure)
            return;
        var ended = Volatile.Read(ref _ended);
        var pace = (int)Math.Min((ended - _measured) * (s_ahead / elapsed), MostAhead);
        // Fewer than run at once in that time: claiming ahead would only take jobs from nodes that are free.
        _ahead = pace > settings.Concurrency ? pace : 0;
        (_measured, _measuredAt) = (ended, TimeProvider.System.GetTimestamp());
    }

    /// <summary>False if nothing has ended for a second.</summary>
    private async Task<bool> FreedAsync(CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(s_patience);
        try
        {
            await _freed.Reader.ReadAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return TimeProvider.System.GetElapsedTime(Volatile.Read(ref _lastEnd)) < s_patience;
        }
    }

    private async Task GiveBackWaitingAsync()
    {
        var waiting = new List<HeldJob>();
        while (_waiting.Reader.TryRead(out var job))
            waiting.Add(job);
        if (waiting.Count == 0)
            return;
        await store.ReleaseAsync([.. waiting.Select(w => w.Job)], CancellationToken.None);
        foreach (var job in waiting)
            held.Remove(job);
        Interlocked.Add(ref _ended, waiting.Count);
        signal.Wake();
    }
}
