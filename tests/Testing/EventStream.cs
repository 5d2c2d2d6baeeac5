using System.Net.ServerSentEvents;

namespace SmartAI.Testing;

/// <summary>An open stream of server-sent events.</summary>
public sealed class EventStream(HttpResponseMessage response, Stream body) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<SseItem<string>> _events = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();

    /// <summary>The status that it began with.</summary>
    public int Status => (int)response.StatusCode;

    /// <summary>The next event, or null at its end.</summary>
    public async Task<(string Kind, string Data)?> NextAsync() =>
        await _events.MoveNextAsync().AsTask().WaitAsync(Patience.Limit, TestContext.Current.CancellationToken)
            ? (_events.Current.EventType, _events.Current.Data)
            : null;

    /// <summary>The next event of a kind; others before it are passed over. Null at the stream's end.</summary>
    public async Task<(string Kind, string Data)?> NextAsync(string kind)
    {
        while (await NextAsync() is { } next)
            if (next.Kind == kind)
                return next;
        return null;
    }

    /// <summary>The id of the last event, with which a browser would come back.</summary>
    public string? LastEventId => _events.Current.EventId;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        response.Dispose();
        await body.DisposeAsync();
    }
}
