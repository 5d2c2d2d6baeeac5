using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Http;

/// <summary>What a browser is told in the moment.</summary>
/// <param name="UserId">Whom it concerns.</param>
/// <param name="CredentialId">The one session it concerns, or null for all of the person's.</param>
/// <param name="Kind">The event's name on the stream: <c>session-ended</c>.</param>
/// <param name="Data">Its payload, small and free of secrets: it passes through NOTIFY.</param>
public sealed record LiveEvent(Guid UserId, Guid? CredentialId, string Kind, JsonElement Data)
{
    internal const string Channel = "smartai_live";
}

/// <summary>The open streams of this node. Events reach it from every node over LISTEN/NOTIFY; the truth they point to is in tables.</summary>
public sealed class LiveEvents : IDisposable
{
    private readonly ConcurrentDictionary<Guid, ConcurrentDictionary<Channel<LiveEvent>, Guid>> _people = new();
    private readonly IDisposable _subscription;
    private readonly IDisposable _connection;

    /// <summary>Listens for what other nodes say.</summary>
    public LiveEvents(Wakeups wakeups)
    {
        _subscription = wakeups.Subscribe(LiveEvent.Channel, payload => Deliver(JsonSerializer.Deserialize<LiveEvent>(payload)!));
        _connection = wakeups.OnConnectionChange(_ => CloseAll());
    }

    /// <summary>Opens a stream for one session. A reader that falls 64 events behind loses the oldest: what they point to can be read again.</summary>
    public LiveStream Open(Guid userId, Guid credentialId)
    {
        var channel = Channel.CreateBounded<LiveEvent>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        var streams = _people.GetOrAdd(userId, _ => new());
        streams[channel] = credentialId;
        return new LiveStream(channel.Reader, () => streams.TryRemove(channel, out _));
    }

    private void Deliver(LiveEvent live)
    {
        if (!_people.TryGetValue(live.UserId, out var streams))
            return;
        foreach (var (channel, credential) in streams)
            if (live.CredentialId is null || live.CredentialId == credential)
                channel.Writer.TryWrite(live);
    }

    /// <summary>What was said while nobody listened is lost: browsers come back at once, sign themselves in again, and read the truth.</summary>
    private void CloseAll()
    {
        foreach (var streams in _people.Values)
        foreach (var channel in streams.Keys)
            channel.Writer.TryComplete();
    }

    public void Dispose()
    {
        _subscription.Dispose();
        _connection.Dispose();
    }
}

/// <summary>One open stream; disposing it closes it.</summary>
public sealed class LiveStream(ChannelReader<LiveEvent> events, Action close) : IDisposable
{
    /// <summary>What arrives, in order.</summary>
    public ChannelReader<LiveEvent> Events { get; } = events;

    public void Dispose() => close();
}

/// <summary>Sends live events with a change.</summary>
public static class LiveEventExtensions
{
    /// <summary>Tells a person's open pages at the moment of the commit, on every node.</summary>
    public static Task TellAsync(
        this ModuleDbContext db,
        Guid userId,
        Guid? credentialId,
        string kind,
        object data,
        CancellationToken cancel
    ) =>
        db.NotifyAsync(
            LiveEvent.Channel,
            JsonSerializer.Serialize(
                new LiveEvent(userId, credentialId, kind, JsonSerializer.SerializeToElement(data, JsonSerializerOptions.Web))
            ),
            cancel
        );
}
