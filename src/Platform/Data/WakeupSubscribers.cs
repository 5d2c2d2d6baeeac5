using Microsoft.Extensions.Logging;

namespace SmartAI.Platform.Data;

/// <summary>Who wants to hear what. Callbacks run one after the other; one that throws does not keep the others from hearing.</summary>
internal sealed class WakeupSubscribers(ILogger log)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Action<string>>> _channels = new(StringComparer.Ordinal);
    private readonly List<Action<bool>> _connections = [];
    private int _version;

    /// <summary>Grows with each channel that was never asked for before.</summary>
    internal int Version => Volatile.Read(ref _version);

    internal IDisposable Add(string channel, Action<string> onPayload, out bool isNew)
    {
        // It becomes part of a LISTEN statement, which takes no parameters.
        if (channel.Length is 0 or > 63 || !channel.All(c => c is '_' or (>= 'a' and <= 'z')))
            throw new ArgumentException("A channel is made of lower-case letters and underscores.", nameof(channel));

        lock (_gate)
        {
            isNew = !_channels.TryGetValue(channel, out var callbacks);
            if (callbacks is null)
            {
                _channels[channel] = callbacks = [];
                Interlocked.Increment(ref _version);
            }
            callbacks.Add(onPayload);
            return new Subscription(() => Remove(callbacks, onPayload));
        }
    }

    internal IDisposable Add(Action<bool> onChange)
    {
        lock (_gate)
            _connections.Add(onChange);
        return new Subscription(() => Remove(_connections, onChange));
    }

    internal (int Version, IReadOnlyList<string> Channels) Channels()
    {
        lock (_gate)
            return (_version, [.. _channels.Keys]);
    }

    internal void Tell(string channel, string payload) => Call(payload, () => _channels.GetValueOrDefault(channel) ?? []);

    internal void Tell(bool connected) => Call(connected, () => _connections);

    private void Call<T>(T told, Func<List<Action<T>>> wanted)
    {
        Action<T>[] callbacks;
        lock (_gate)
            callbacks = [.. wanted()];
        foreach (var callback in callbacks)
        {
            try
            {
                callback(told);
            }
            catch (Exception failure)
            {
                log.LogError(failure, "A subscriber of wake-ups failed");
            }
        }
    }

    private void Remove<T>(List<T> callbacks, T callback)
    {
        lock (_gate)
            callbacks.Remove(callback);
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
