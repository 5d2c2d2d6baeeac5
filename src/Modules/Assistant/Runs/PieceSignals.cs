using SmartAI.Platform.Data;

namespace SmartAI.Assistant.Runs;

/// <summary>Wakes those who read a run on this node when some node has written more of it.</summary>
internal sealed class PieceSignals : IDisposable
{
    internal const string Channel = "smartai_assistant_pieces";

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, List<PieceSignal>> _readers = [];
    private readonly IDisposable _subscription;

    public PieceSignals(Wakeups wakeups) => _subscription = wakeups.Subscribe(Channel, Tell);

    internal PieceSignal Of(Guid run)
    {
        var signal = new PieceSignal(Remove, run);
        lock (_gate)
        {
            if (!_readers.TryGetValue(run, out var readers))
                _readers[run] = readers = [];
            readers.Add(signal);
        }

        return signal;
    }

    private void Tell(string payload)
    {
        if (!Guid.TryParse(payload, out var run))
            return;
        lock (_gate)
        {
            foreach (var reader in _readers.GetValueOrDefault(run) ?? [])
                reader.Tell();
        }
    }

    private void Remove(PieceSignal signal)
    {
        lock (_gate)
        {
            if (_readers.TryGetValue(signal.Run, out var readers) && readers.Remove(signal) && readers.Count == 0)
                _readers.Remove(signal.Run);
        }
    }

    public void Dispose() => _subscription.Dispose();
}

/// <summary>One reader's; several words before it looks are one.</summary>
internal sealed class PieceSignal(Action<PieceSignal> removed, Guid run) : IDisposable
{
    private readonly SemaphoreSlim _more = new(0, 1);
    private int _told;

    internal Guid Run => run;

    internal void Tell()
    {
        if (Interlocked.Exchange(ref _told, 1) == 0)
            _more.Release();
    }

    /// <summary>False where nothing was said in this time.</summary>
    internal async Task<bool> WaitAsync(TimeSpan most, CancellationToken cancel)
    {
        if (!await _more.WaitAsync(most, cancel))
            return false;
        Volatile.Write(ref _told, 0);
        return true;
    }

    public void Dispose() => removed(this);
}
