using SmartAI.Platform;

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
internal sealed class BoundedStream(Stream inner, int longestLine, int longest, CancellationToken cut) : ForwardStream
{
    private long _line;
    private long _whole;

    public override bool CanRead => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, cut);
        var read = await inner.ReadAsync(buffer, either.Token);
        return Count(buffer.Span[..read]);
    }

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
