using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;
using SmartAI.SystemModule.Data;

namespace SmartAI.SystemModule.Jobs;

/// <summary>What a person has set going, for the progress corner of their pages.</summary>
internal static class MyJobs
{
    private static readonly ListOf<JobEntry, MyJob> Jobs = ListOf<JobEntry, MyJob>
        .By(
            j => j.Id,
            j => new MyJob(
                j.Id,
                j.Kind,
                j.State,
                j.CreatedAt,
                j.FinishedAt,
                j.CancelAskedAt != null,
                j.ProgressTotal == null ? null : new ProgressView(j.ProgressDone ?? 0, j.ProgressTotal.Value, j.ProgressNote)
            )
        )
        .Scope(caller => caller.UserId, (job, me) => job.OwnerId == me)
        .Sort("createdAt", j => j.Id)
        .Filter<JobState>("state", "Only jobs in this state.", (j, state) => j.State == state);

    internal static void Map(RouteGroupBuilder me)
    {
        me.MapGet("/jobs", (ListRequest list, PlatformDb db, CancellationToken cancel) => Jobs.AnswerAsync(list, db, cancel))
            .Operation(
                "system.me.jobs.list",
                "List your own long-running actions",
                "Newest first. How they go on is told by the live event job-progress."
            )
            .RequiresSelf()
            .AnswersList(Jobs)
            .AsTool(ToolUse.Read);
        me.MapPost("/jobs/{id:guid}/cancel", CancelAsync)
            .Operation("system.me.jobs.cancel", "Cancel one of your own long-running actions")
            .RequiresSelf()
            .Addresses(SystemAudit.Job)
            .Fails(SystemErrors.JobNotFound, SystemErrors.JobFinished)
            .AsTool(ToolUse.AfterApproval);
    }

    private static Task<Results<NoContent, Accepted, ProblemHttpResult>> CancelAsync(
        Guid id,
        Caller caller,
        SystemDb db,
        CancellationToken cancel
    ) => CancelJob.CancelAsync(db, id, caller.UserId, cancel);
}

/// <summary>One of a person's long-running actions.</summary>
internal sealed record MyJob(
    Guid Id,
    [property: Example("system.jobs.retry_all")] string Kind,
    JobState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    bool IsBeingCancelled,
    ProgressView? Progress
);
