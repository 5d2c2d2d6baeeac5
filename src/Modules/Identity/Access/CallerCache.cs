using System.Collections.Concurrent;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;

namespace SmartAI.Identity.Access;

/// <summary>
/// Who a credential is, kept for at most 30 seconds on each node. Every change of a person, session or token makes all nodes forget that person by NOTIFY
/// at its commit, every change of a role everybody; while the LISTEN connection is down nothing is used, so that a lock is felt within a second everywhere.
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
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, long> _changed = new();
    private long _generation;
    private long _allChanged;

    public CallerCache(Wakeups wakeups, TimeProvider clock)
    {
        (_wakeups, _clock) = (wakeups, clock);
        _subscription = wakeups.Subscribe(Channel, Forget);
        _connection = wakeups.OnConnectionChange(_ => ForgetAll());
    }

    /// <summary>The state that a look-up starts from: what it finds does not count once its person has changed since.</summary>
    internal long Generation => Interlocked.Read(ref _generation);

    internal bool TryGet(string credential, out Caller? caller)
    {
        var found = _wakeups.IsConnected && _known.TryGetValue(credential, out var known) && IsTrue(known) ? known : null;
        caller = found?.Caller;
        return found is not null;
    }

    internal void Keep(string credential, Caller caller, DateTimeOffset expires, long generation)
    {
        if (!_wakeups.IsConnected)
            return;
        if (_known.Count >= Capacity)
            ForgetAll();
        var until = _clock.GetUtcNow() + Age;
        _known[credential] = new Known(caller, until < expires ? until : expires, generation);
    }

    private bool IsTrue(Known known) =>
        _clock.GetUtcNow() < known.Until
        && known.Generation >= Interlocked.Read(ref _allChanged)
        && !(_changed.TryGetValue(known.Caller.UserId, out var changed) && known.Generation < changed);

    // What is forgotten stays where it is until it is looked up again: to find a person's credentials costs more than to compare two numbers.
    private void Forget(string payload)
    {
        if (!Guid.TryParse(payload, out var userId) || _changed.Count >= Capacity)
            ForgetAll();
        else
            _changed[userId] = Interlocked.Increment(ref _generation);
    }

    private void ForgetAll()
    {
        Interlocked.Exchange(ref _allChanged, Interlocked.Increment(ref _generation));
        _known.Clear();
        _changed.Clear();
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _connection.Dispose();
    }

    private sealed record Known(Caller Caller, DateTimeOffset Until, long Generation);
}
