using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Platform.Operations.Mcp;

/// <summary>
/// Tells a client that asked for it (<c>_meta.progressToken</c>) that its call still runs: seconds gone by, without a total, because nobody knows it. Most
/// clients wait longer where they hear something.
/// </summary>
internal static class CallProgress
{
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    internal static async Task<ToolResult> UntilAsync(
        Task<ToolResult> running,
        RequestContext<CallToolRequestParams> request,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (request.Params.ProgressToken is not { } token)
            return await running;
        var begun = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Every, clock);
        // A call that is cancelled ends by itself, by the same token.
        while (await Task.WhenAny(running, timer.WaitForNextTickAsync(CancellationToken.None).AsTask()) != running)
        {
            var told = new ProgressNotificationValue
            {
                Progress = (float)Math.Round(clock.GetElapsedTime(begun).TotalSeconds),
                Message = $"{request.Params.Name} is still running.",
            };
            try
            {
                await request.Server.NotifyProgressAsync(token, told, cancellationToken: cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                break;
            }
        }

        return await running;
    }
}
