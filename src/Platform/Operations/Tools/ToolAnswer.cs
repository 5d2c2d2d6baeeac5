using Microsoft.AspNetCore.Http.Features;

namespace SmartAI.Platform.Operations.Tools;

/// <summary>Takes an answer up to a size and forgets the rest, so that no operation can fill the memory through a tool.</summary>
internal sealed class BoundedBody(int most) : Stream
{
    private readonly MemoryStream _kept = new();

    internal bool IsTooLarge { get; private set; }
    internal ReadOnlyMemory<byte> Bytes => _kept.GetBuffer().AsMemory(0, (int)_kept.Length);

    public override bool CanRead => false;
    public override bool CanSeek => true;
    public override bool CanWrite => true;
    public override long Length => _kept.Length;

    public override long Position
    {
        get => _kept.Position;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        // Never by throwing: a change has committed by the time its answer is sent.
        if (IsTooLarge || _kept.Length + buffer.Length > most)
            IsTooLarge = true;
        else
            _kept.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush() { }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>Takes back what was written: the exception handler does, to answer with problem details instead.</summary>
    public override void SetLength(long value)
    {
        _kept.SetLength(value);
        IsTooLarge = false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _kept.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>The part that a server plays at the end of a response: whoever asked to be told is told.</summary>
internal sealed class ToolResponse : HttpResponseFeature
{
    private readonly Stack<Func<Task>> _completed = new();

    public override void OnCompleted(Func<object, Task> callback, object state) => _completed.Push(() => callback(state));

    internal async Task CompleteAsync()
    {
        while (_completed.TryPop(out var callback))
            await callback();
    }
}
