namespace SmartAI.Testing;

/// <summary>
/// The machine's clock with an offset that a test moves. It keeps running, and timers and timestamps are the machine's own, so a moved clock expires what
/// the product dates and never hangs a wait.
/// </summary>
public sealed class TestClock : TimeProvider
{
    private long _offset;

    /// <summary>Moves the clock; what was dated stays where it was.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));
}
