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
        await _events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)
            ? (_events.Current.EventType, _events.Current.Data)
            : null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        response.Dispose();
        await body.DisposeAsync();
    }
}
