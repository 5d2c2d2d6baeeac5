using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;
using SmartAI.SystemModule.Data;

namespace SmartAI.SystemModule.Jobs;

/// <summary>Puts all dead, or all cancelled, jobs of a filter back in line: a job of its own, in batches, whose progress its person sees.</summary>
internal static class RetryAll
{
    internal sealed record Request(
        RetriedState? State,
        [property: StringLength(200, MinimumLength = 1), Example("identity.mail")] string? Kind,
        [property: StringLength(200, MinimumLength = 1), Example("default")] string? Queue,
        DateTimeOffset? CreatedFrom,
        DateTimeOffset? CreatedTo
    );

    internal sealed record Response(Guid JobId);

    internal enum RetriedState
    {
        Dead,
        Cancelled,
    }

    internal static void Map(RouteGroupBuilder jobs) =>
        jobs.MapPost("/retries", HandleAsync)
            .Operation(
                "system.jobs.retry_all",
                "Try all dead jobs of a filter again",
                "Starts a job that puts them back in line, 500 at a time; it is listed among your own jobs until it ends."
            )
            .Requires(SystemPermissions.UpdateJobs)
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Accepted<Response>> HandleAsync(Request request, SystemDb db, CancellationToken cancel)
    {
        var state = request.State == RetriedState.Cancelled ? JobState.Cancelled : JobState.Dead;
        var id = db.Enqueue(new RetryJobs(new JobFilter(state, request.Kind, request.Queue, request.CreatedFrom, request.CreatedTo)));
        db.Audit(SystemAudit.JobsRetried, id)
            .Changed("state", null, state)
            .Changed("kind", null, request.Kind)
            .Changed("queue", null, request.Queue)
            .Changed("createdFrom", null, request.CreatedFrom)
            .Changed("createdTo", null, request.CreatedTo);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Accepted($"/api/v1/jobs/{id}", new Response(id));
    }
}

/// <summary>Puts the finished jobs of a filter back in line.</summary>
internal sealed record RetryJobs(JobFilter Filter) : IJob
{
    public static string Kind => "system.jobs.retry_all";
    public static JsonSerializerContext Json => SystemJobs.Default;
    public static bool IsPersonal => true;
}

internal sealed class RetryJobsHandler(SystemDb db, JobDesk desk) : IJobHandler<RetryJobs>
{
    private const int Batch = 500;

    public async Task RunAsync(RetryJobs job, JobRun run, CancellationToken cancel)
    {
        var total = await JobDesk.CountAsync(db, job.Filter, cancel);
        var (seen, retried, after) = (0L, 0L, Guid.Empty);
        // Each batch is a transaction of its own. What fails again meanwhile has a place behind the last id or none: the walk ends.
        while (true)
        {
            await run.ProgressAsync(new JobProgress(Math.Min(seen, total), total), cancel);
            var (count, last) = await desk.RetryBatchAsync(db, job.Filter, after, Batch, cancel);
            await run.CommitAsync(cancel);
            if (last is null)
                break;
            (seen, retried, after) = (seen + Batch, retried + count, last.Value);
        }

        run.Returns(new RetriedJobs(retried));
    }
}

/// <summary>The result of the job.</summary>
internal sealed record RetriedJobs(long Retried);

/// <summary>The payloads of this module's jobs.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RetryJobs))]
internal sealed partial class SystemJobs : JsonSerializerContext;
