using System.Collections.Concurrent;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;

namespace SmartAI.Identity.Access;

/// <summary>
/// Who a credential is, kept for at most 30 seconds on each node. Every change of a person, session, token or role empties it by NOTIFY at its commit, and
/// while the LISTEN connection is down it is empty and not used, so that a lock is felt within a second everywhere.
/// </summary>
internal sealed class CallerCache : IDisposable
{
    internal const string Channel = "identity_callers";
    private const int Capacity = 100_000;
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(30);

    private readonly Wakeups _wakeups;
    private readonly TimeProvider _clock;
    private readonly IDisposable _subscription;
    private readonly IDisposable _connection;
    private ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    private long _generation;

    public CallerCache(Wakeups wakeups, TimeProvider clock)
    {
        (_wakeups, _clock) = (wakeups, clock);
        _subscription = wakeups.Subscribe(Channel, _ => Empty());
        _connection = wakeups.OnConnectionChange(_ => Empty());
    }

    /// <summary>The state that a look-up starts from: its result is kept only if nothing has changed until then.</summary>
    internal long Generation => Interlocked.Read(ref _generation);

    internal bool TryGet(string credential, out Caller? caller)
    {
        var now = _clock.GetUtcNow();
        var found = _wakeups.IsConnected && _known.TryGetValue(credential, out var known) && now < known.Until ? known : null;
        caller = found?.Caller;
        return found is not null;
    }

    internal void Keep(string credential, Caller caller, DateTimeOffset expires, long generation)
    {
        if (!_wakeups.IsConnected || generation != Generation)
            return;
        if (_known.Count >= Capacity)
            Empty();
        var until = _clock.GetUtcNow() + Age;
        _known[credential] = new Known(caller, until < expires ? until : expires);
    }

    private void Empty()
    {
        Interlocked.Increment(ref _generation);
        Interlocked.Exchange(ref _known, new(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _connection.Dispose();
    }

    private sealed record Known(Caller Caller, DateTimeOffset Until);
}
