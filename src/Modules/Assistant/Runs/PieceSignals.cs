using SmartAI.Platform;
using SmartAI.Platform.Data;

namespace SmartAI.Assistant.Runs;

/// <summary>
/// Wakes those who read a run on this node when some node has written more of it. What this node has written itself is handed to them once it stands in the
/// table, so that they need not look there: a wake-up and a query fewer for each word.
/// </summary>
internal sealed class PieceSignals : IDisposable
{
    internal const string Channel = "smartai_assistant_pieces";

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, List<PieceSignal>> _readers = [];
    private readonly IDisposable _subscription;

    public PieceSignals(Wakeups wakeups) => _subscription = wakeups.Subscribe(Channel, Tell);

    /// <summary>Stands behind the run in what this node's writer tells the others.</summary>
    internal string Node { get; } = Ids.NewSecret()[..16];

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

    /// <summary>What was written here, in its order; null for a piece that was not: the table says what stands in its place.</summary>
    internal void Hand(Guid run, IReadOnlyList<HandedPiece?> pieces)
    {
        lock (_gate)
        {
            foreach (var reader in _readers.GetValueOrDefault(run) ?? [])
                reader.Hand(pieces);
        }
    }

    private void Tell(string payload)
    {
        var parts = payload.Split(' ');
        if (!Guid.TryParse(parts[0], out var run) || (parts.Length > 1 && parts[1] == Node))
            return;
        lock (_gate)
        {
            foreach (var reader in _readers.GetValueOrDefault(run) ?? [])
                reader.Hand([null]);
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

/// <summary>A piece as it stands in the table, and the number of the one before it.</summary>
internal sealed record HandedPiece(int Previous, int Number, string Kind, string Data);

/// <summary>One reader's; several words before it looks are one.</summary>
internal sealed class PieceSignal(Action<PieceSignal> removed, Guid run) : IDisposable
{
    // A reader whose client does not take what comes reads it from the table later, in place of our memory.
    private const int MostHanded = 1000;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _more = new(0, 1);
    private List<HandedPiece?> _handed = [];

    internal Guid Run => run;

    internal void Hand(IReadOnlyList<HandedPiece?> pieces)
    {
        lock (_gate)
        {
            if (_handed.Count == 0)
                _more.Release();
            if (_handed.Count + pieces.Count > MostHanded)
                _handed = [null];
            else
                _handed.AddRange(pieces);
        }
    }

    /// <summary>What was handed since; a null says that there is something to look for. Nothing at all where nothing was said in this time.</summary>
    internal async Task<IReadOnlyList<HandedPiece?>> WaitAsync(TimeSpan most, CancellationToken cancel)
    {
        if (!await _more.WaitAsync(most, cancel))
            return [];
        lock (_gate)
        {
            var handed = _handed;
            _handed = [];
            return handed;
        }
    }

    public void Dispose() => removed(this);
}
