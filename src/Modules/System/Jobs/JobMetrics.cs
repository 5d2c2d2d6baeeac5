using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations;

namespace SmartAI.SystemModule.Jobs;

/// <summary>What the charts of the jobs page show.</summary>
internal static class JobMetrics
{
    private const int MostMinutes = 24 * 60;

    internal static void Map(RouteGroupBuilder jobs) =>
        jobs.MapGet("/metrics", HandleAsync)
            .Operation(
                "system.jobs.metrics",
                "Read throughput, latency and depth of the job queues",
                "The last minutes (60 unless asked otherwise, 1440 at most) in at most 120 steps. Waits and runs are upper bounds in milliseconds; "
                    + "depth is the largest seen in a step. A worker writes every few seconds, so the last step is still growing."
            )
            .Requires(SystemPermissions.ReadJobs)
            .Fails(PlatformErrors.InvalidParameter)
            .AsTool(ToolUse.Read);

    private static async Task<Results<Ok<JobChart>, ProblemHttpResult>> HandleAsync(
        int? minutes,
        string? kind,
        JobCharts charts,
        CancellationToken cancel
    )
    {
        if (minutes is < 1 or > MostMinutes)
            return PlatformErrors.InvalidParameter.ToProblem($"minutes is 1 to {MostMinutes}.");
        return TypedResults.Ok(await charts.ReadAsync(minutes ?? 60, kind, cancel));
    }
}
