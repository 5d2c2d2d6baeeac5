using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations;
using SmartAI.SystemModule.Data;

namespace SmartAI.SystemModule.Jobs;

/// <summary>Calls a job off.</summary>
internal static class CancelJob
{
    internal static void Map(RouteGroupBuilder jobs) =>
        jobs.MapPost("/{id:guid}/cancel", HandleAsync)
            .Operation(
                "system.jobs.cancel",
                "Cancel a job",
                "One that waits is cancelled at once (204). One that runs is told to stop, on whichever node (202); if it ends well first, it is done."
            )
            .Requires(SystemPermissions.UpdateJobs)
            .Addresses(SystemAudit.Job)
            .Fails(SystemErrors.JobNotFound, SystemErrors.JobFinished)
            .AsTool(ToolUse.AfterApproval);

    private static Task<Results<NoContent, Accepted, ProblemHttpResult>> HandleAsync(Guid id, SystemDb db, CancellationToken cancel) =>
        CancelAsync(db, id, owner: null, cancel);

    internal static async Task<Results<NoContent, Accepted, ProblemHttpResult>> CancelAsync(
        SystemDb db,
        Guid id,
        Guid? owner,
        CancellationToken cancel
    )
    {
        var said = await JobDesk.CancelAsync(db, id, owner, cancel);
        if (said == JobIntervention.NotFound)
            return SystemErrors.JobNotFound.ToProblem();
        if (said == JobIntervention.WrongState)
            return SystemErrors.JobFinished.ToProblem();
        db.Audit(SystemAudit.JobCancelled, id);
        await db.SaveChangesAsync(cancel);
        return said == JobIntervention.Done ? TypedResults.NoContent() : TypedResults.Accepted((string?)null);
    }
}
