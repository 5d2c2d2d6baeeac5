namespace SmartAI.Assistant.Models;

/// <summary>Ends the reading of an answer from outside of the library that reads it: not every library heeds its cancellation between two lines.</summary>
internal sealed class StreamCut
{
    internal CancellationToken Token { get; set; }
}

/// <summary>
/// Refuses to read on where a line, or the whole, is longer than it may be (client libraries gather a line in memory however long it is), and where the
/// reading was cut.
/// </summary>
internal sealed class BoundedStream(Stream inner, int longestLine, int longest, CancellationToken cut) : Stream
{
    private long _line;
    private long _whole;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _whole;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, cut);
        var read = await inner.ReadAsync(buffer, either.Token);
        return Count(buffer.Span[..read]);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Nothing here blocks a thread on a network.");

    private int Count(ReadOnlySpan<byte> read)
    {
        _whole += read.Length;
        var end = read.LastIndexOf((byte)'\n');
        _line = end < 0 ? _line + read.Length : read.Length - end - 1;
        // Where a long line ends within what was read, it was at most one buffer longer.
        if (_line > longestLine || _whole > longest)
            throw new ProviderException(ProviderFault.TooLong, "The provider sends more than an answer may have.");
        return read.Length;
    }

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

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }
}
