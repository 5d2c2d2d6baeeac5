using Microsoft.Extensions.Options;

namespace SmartAI.Platform.Lists.Export;

/// <summary>Limits of exports; each running one holds a database connection and a snapshot.</summary>
public sealed class ExportOptions
{
    /// <summary>How many run at once in one process; the next is told to come back.</summary>
    public int AtOnce { get; set; } = 4;

    /// <summary>How long one may take. A client that reads slowly would otherwise keep the snapshot, and with it every dead row of the database.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The most bytes of temporary file for one Excel sheet.</summary>
    public long LargestFile { get; set; } = 512L << 20;
}

/// <summary>The places for running exports.</summary>
internal sealed class ExportSlots(IOptions<ExportOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Value.AtOnce);

    /// <summary>A place, given back when disposed; null at once if none is free: a queue of exports would only time out.</summary>
    public IDisposable? TryTake() => _free.Wait(TimeSpan.Zero) ? new Slot(_free) : null;

    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
