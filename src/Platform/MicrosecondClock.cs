namespace SmartAI.Platform;

/// <summary>
/// The system's clock in microseconds, which is what PostgreSQL keeps: an answer that is made before the row is read back says the same as later ones.
/// </summary>
public sealed class MicrosecondClock : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        var now = System.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
