using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations;
using SmartAI.SystemModule.Data;

namespace SmartAI.SystemModule.Jobs;

/// <summary>Puts a dead or cancelled job back in line.</summary>
internal static class RetryJob
{
    internal static void Map(RouteGroupBuilder jobs) =>
        jobs.MapPost("/{id:guid}/retry", HandleAsync)
            .Operation(
                "system.jobs.retry",
                "Try a dead or cancelled job again",
                "It gets a full set of attempts; its history stays with it."
            )
            .Requires(SystemPermissions.UpdateJobs)
            .Addresses(SystemAudit.Job)
            .Fails(SystemErrors.JobNotFound, SystemErrors.JobNotRetryable, SystemErrors.JobSuperseded)
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        SystemDb db,
        JobDesk desk,
        CancellationToken cancel
    )
    {
        switch (await desk.RetryAsync(db, id, cancel))
        {
            case JobIntervention.NotFound:
                return SystemErrors.JobNotFound.ToProblem();
            case JobIntervention.WrongState:
                return SystemErrors.JobNotRetryable.ToProblem();
            case JobIntervention.Superseded:
                return SystemErrors.JobSuperseded.ToProblem();
            default:
                db.Audit(SystemAudit.JobRetried, id);
                await db.SaveChangesAsync(cancel);
                return TypedResults.NoContent();
        }
    }
}
