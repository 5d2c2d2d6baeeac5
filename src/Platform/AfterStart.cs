using Microsoft.Extensions.Hosting;

namespace SmartAI.Platform;

/// <summary>For what a node does soon and nobody waits for: beside a start it took half of the time to readiness (perf).</summary>
internal static class AfterStart
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    /// <summary>Returns a moment after the node has started. Real time, as every other pause of a worker.</summary>
    /// <exception cref="OperationCanceledException">It stopped before.</exception>
    internal static async Task WaitAsync(IHostApplicationLifetime host, CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ready = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stopping);
        await Task.Delay(Settled, stopping);
    }
}
