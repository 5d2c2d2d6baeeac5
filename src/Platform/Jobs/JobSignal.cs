using SmartAI.Platform.Data;

namespace SmartAI.Platform.Jobs;

/// <summary>Wakes workers when a commit has left new jobs. It may be lost without harm: every worker also looks by itself every few seconds.</summary>
public sealed class JobSignal : IDisposable
{
    internal const string Channel = "smartai_jobs";

    /// <summary>Carries the id of a running job that somebody called off.</summary>
    internal const string CancelChannel = "smartai_job_cancel";

    // A node's own notification comes back to it; its worker is awake already then.
    private readonly string _node = Ids.NewSecret()[..12];
    private readonly SemaphoreSlim _woken = new(0);
    private readonly Wakeups _wakeups;
    private readonly IDisposable _channel;
    private readonly IDisposable _connection;
    private int _isSet;

    /// <summary>Listens for the wake-ups of other nodes.</summary>
    public JobSignal(Wakeups wakeups)
    {
        _wakeups = wakeups;
        _channel = wakeups.Subscribe(Channel, node => WakeUnless(node == _node));
        _connection = wakeups.OnConnectionChange(connected => WakeUnless(!connected));
    }

    /// <summary>Wakes this node's worker at once and the other nodes' by one notification, however many jobs were written meanwhile. Never blocks, never fails.</summary>
    public void Wake()
    {
        WakeHere();

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
