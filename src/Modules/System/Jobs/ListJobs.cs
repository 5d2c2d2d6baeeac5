using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.SystemModule.Jobs;

/// <summary>How far a job is, in units of its own.</summary>
internal sealed record ProgressView(long Done, long Total, string? Note);

/// <summary>A job in lists.</summary>
internal sealed record JobView(
    Guid Id,
    [property: Example("identity.mail")] string Kind,
    [property: Example("default")] string Queue,
    JobState State,
    int Priority,
    int Attempts,
    int MaxAttempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset RunAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? CancelAskedAt,
    [property: Example("node-1:4711:q7Zk2p1x")] string? Worker,
    string RequestId,
    Guid? OwnerId,
    [property: Example("TimeoutException: The mail server did not answer.")] string? LastError,
    ProgressView? Progress
);

/// <summary>Lists jobs, waiting, running and finished.</summary>
internal static class ListJobs
{
    private static readonly Expression<Func<JobEntry, JobView>> s_view = j => new JobView(
        j.Id,
        j.Kind,
        j.Queue,
        j.State,
        j.Priority,
        j.Attempts,
        j.MaxAttempts,
        j.CreatedAt,
        j.RunAt,
        j.StartedAt,
        j.FinishedAt,
        j.CancelAskedAt,
        j.Worker,
        j.RequestId,
        j.OwnerId,
        j.LastError,
        j.ProgressTotal == null ? null : new ProgressView(j.ProgressDone ?? 0, j.ProgressTotal.Value, j.ProgressNote)
    );
    private static readonly Func<JobEntry, JobView> s_viewed = s_view.Compile();

    // Ids are UUIDv7: the primary keys of both tables behind the view are the order of time, and each filter has an index that ends in the id.
    internal static readonly ListOf<JobEntry, JobView> Jobs = ListOf<JobEntry, JobView>
        .By(j => j.Id, s_view)
        .Sort("createdAt", j => j.Id)
        .Sort("startedAt", j => j.StartedAt)
        .Sort("finishedAt", j => j.FinishedAt)
        .Filter<JobState>("state", "Only jobs in this state.", (j, state) => j.State == state)
        .Filter<string>("kind", "Only jobs of this kind, such as identity.mail.", (j, kind) => j.Kind == kind)
        .Filter<string>("queue", "Only jobs of this queue.", (j, queue) => j.Queue == queue)
        .Filter<DateTimeOffset>("createdFrom", "Only what was made at this time or later.", (j, from) => j.Id >= JobEntry.IdAt(from))
        .Filter<DateTimeOffset>("createdTo", "Only what was made at this time or earlier.", (j, to) => j.Id < JobEntry.IdAfter(to));

    internal static JobView View(JobEntry job) => s_viewed(job);

    internal static void Map(RouteGroupBuilder jobs) =>
        jobs.MapGet("/", (ListRequest list, PlatformDb db, CancellationToken cancel) => Jobs.AnswerAsync(list, db, cancel))
            .Operation(
                "system.jobs.list",
                "List background jobs",
                "Waiting, running and finished jobs, newest first. What has not begun or ended comes last where that is the order. Finished ones stay for as many days as the settings say."
            )
            .Requires(SystemPermissions.ReadJobs)
            .AnswersList(Jobs)
            .AsTool(ToolUse.Read);
}
