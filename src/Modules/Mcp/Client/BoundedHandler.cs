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

    private sealed class CountedStream(Stream inner, BoundedHandler handler) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            handler.Count(await inner.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => handler.Count(inner.Read(buffer, offset, count));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
