using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.SystemModule.Jobs;

/// <summary>One run of a job; without an end while it goes on, without an error if it ended well.</summary>
internal sealed record JobAttemptView(
    int Attempt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    [property: Example("node-1:4711:q7Zk2p1x")] string? Worker,
    [property: Example("TimeoutException: The mail server did not answer.")] string? Error
);

/// <summary>A line that the handler wrote down.</summary>
internal sealed record JobLogView(DateTimeOffset At, int Attempt, [property: Example("Page 3 of 7 read.")] string Text);

/// <summary>A job with all that is known of it. The request id is the trace id of the request that caused it.</summary>
internal sealed record JobDetail(
    JobView Job,
    JsonNode? Payload,
    IReadOnlyList<JobAttemptView> Attempts,
    IReadOnlyList<JobLogView> Log,
    JsonNode? Result
);

/// <summary>Reads one job with its attempts, payload, log and result.</summary>
internal static class GetJob
{
    internal static void Map(RouteGroupBuilder jobs) =>
        jobs.MapGet("/{id:guid}", HandleAsync)
            .Operation(
                "system.jobs.get",
                "Read one background job",
                "With its attempts, its payload (secrets masked), what it wrote down, and its result."
            )
            .Requires(SystemPermissions.ReadJobs)
            .Addresses(SystemAudit.Job)
            .Fails(SystemErrors.JobNotFound)
            .AsTool(ToolUse.Read);

    private static async Task<Results<Ok<JobDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlatformDb db,
        JobDesk desk,
        CancellationToken cancel
    )
    {
        var job = await db.Set<JobEntry>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, cancel);
        if (job is null)
            return SystemErrors.JobNotFound.ToProblem();

        var attempts = Read<JobAttemptView>(job.Failures);
        // A failed attempt stands among the failures already.
        if (job.State is JobState.Running or JobState.Done)
            attempts.Add(new JobAttemptView(job.Attempts, job.StartedAt, job.FinishedAt, job.Worker, null));
        return TypedResults.Ok(
            new JobDetail(
                ListJobs.View(job),
                desk.Shown(job),
                attempts,
                Read<JobLogView>(job.Log),
                job.Result is null ? null : JsonNode.Parse(job.Result)
            )
        );
    }

    private static List<T> Read<T>(string? list) =>
        list is null ? [] : JsonSerializer.Deserialize<List<T>>(list, JsonSerializerOptions.Web)!;
}
