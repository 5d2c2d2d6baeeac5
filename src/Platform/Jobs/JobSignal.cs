using SmartAI.Platform.Data;

namespace SmartAI.Platform.Jobs;

/// <summary>Wakes workers when a commit has left new jobs. It may be lost without harm: every worker also looks by itself every few seconds.</summary>
public sealed class JobSignal : IDisposable
{
    internal const string Channel = "smartai_jobs";

    /// <summary>Carries the id of a running job that somebody called off.</summary>
    internal const string CancelChannel = "smartai_job_cancel";

    // All commits that notify wait for one lock while the one before them waits for the disk: one of them in so long from each node holds up nobody.
    private static readonly TimeSpan s_gap = TimeSpan.FromMilliseconds(10);

    // A node's own notification comes back to it; its worker is awake already then.
    private readonly string _node = Ids.NewSecret()[..12];
    private readonly SemaphoreSlim _woken = new(0);
    private readonly Wakeups _wakeups;
    private readonly IDisposable _channel;
    private readonly IDisposable _connection;
    private int _isSet;
    private long _told;

    /// <summary>Listens for the wake-ups of other nodes.</summary>
    public JobSignal(Wakeups wakeups)
    {
        _wakeups = wakeups;
        _channel = wakeups.Subscribe(Channel, node => WakeUnless(node == _node));
        _connection = wakeups.OnConnectionChange(connected => WakeUnless(!connected));
    }

    /// <summary>
    /// A statement that wakes the other nodes' workers at the commit of the transaction that it is run in: a millisecond sooner than <see cref="Wake"/> after
    /// it, which takes another thread and another round trip. Null if they have been told a moment ago.
    /// </summary>
    internal string? Announcement()
    {
        var told = Volatile.Read(ref _told);
        var now = TimeProvider.System.GetTimestamp();
        if (told != 0 && TimeProvider.System.GetElapsedTime(told, now) < s_gap)
            return null;
        return Interlocked.CompareExchange(ref _told, now, told) == told ? $"select pg_notify('{Channel}', '{_node}');" : null;
    }

    /// <summary>Wakes this node's worker at once and the other nodes' by one notification, however many jobs were written meanwhile. Never blocks, never fails.</summary>
    public void Wake()
    {
        WakeHere();
        Volatile.Write(ref _told, TimeProvider.System.GetTimestamp());

        // The task only tells when it was sent; Wakeups owns the loop that sends it.
        _ = _wakeups.SendAsync(Channel, _node);
    }

    internal void WakeHere()
    {
        if (Interlocked.Exchange(ref _isSet, 1) == 0)
            _woken.Release();
    }

    /// <summary>Calls back with each job that is called off, wherever it runs.</summary>
    internal IDisposable OnCancel(Action<Guid> cancelled) =>
        _wakeups.Subscribe(
            CancelChannel,
            id =>
            {
                if (Guid.TryParse(id, out var job))
                    cancelled(job);
            }
        );

    internal async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        if (await _woken.WaitAsync(atMost, cancel))
            Interlocked.Exchange(ref _isSet, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _channel.Dispose();
        _connection.Dispose();
        _woken.Dispose();
    }

    private void WakeUnless(bool needless)
    {
        if (!needless)
            WakeHere();
    }
}
