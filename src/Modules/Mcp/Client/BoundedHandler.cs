using SmartAI.Platform;

namespace SmartAI.Mcp.Client;

/// <summary>Counts what a server sends in one call, over all its answers, and ends the call where that is more than it may be.</summary>
internal sealed class BoundedHandler(HttpMessageHandler connections, long most, CancellationTokenSource call)
    : DelegatingHandler(connections)
{
    private long _read;

    internal bool IsTooLarge { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var bounded = new StreamContent(new CountedStream(await response.Content.ReadAsStreamAsync(cancellationToken), this));
        foreach (var (name, values) in response.Content.Headers)
            bounded.Headers.TryAddWithoutValidation(name, values);
        response.Content = bounded;
        return response;
    }

    // Never the connections: they are everybody's.
    protected override void Dispose(bool disposing) => base.Dispose(disposing: false);

    private int Count(int read)
    {
        if (Interlocked.Add(ref _read, read) <= most)
            return read;
        // Also by the call's own end: a library may take a broken stream for a reason to try again.
        IsTooLarge = true;
        call.Cancel();
        throw new IOException("The server sends more than an answer may have.");
    }

    private sealed class CountedStream(Stream inner, BoundedHandler handler) : ForwardStream
    {
        public override bool CanRead => true;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            handler.Count(await inner.ReadAsync(buffer, cancellationToken));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
