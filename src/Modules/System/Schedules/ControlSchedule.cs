using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Http;
using SmartAI.Platform.Jobs.Schedules;
using SmartAI.Platform.Operations;
using SmartAI.SystemModule.Data;

namespace SmartAI.SystemModule.Schedules;

/// <summary>Runs a schedule now, pauses it, and lets it go on.</summary>
internal static class ControlSchedule
{
    internal sealed record RunResponse(Guid JobId);

    internal static void Map(RouteGroupBuilder schedules)
    {
        schedules
            .MapPost("/{id}/run", RunAsync)
            .Operation("system.schedules.run", "Run a schedule now", "Beside its ticks, which stay as they are; also while it is paused.")
            .Requires(SystemPermissions.UpdateSchedules)
            .Addresses(SystemAudit.Schedule)
            .Fails(SystemErrors.ScheduleNotFound, SystemErrors.ScheduleRunning)
            .AsTool(ToolUse.AfterApproval);
        schedules
            .MapPost("/{id}/pause", PauseAsync)
            .Operation("system.schedules.pause", "Pause a schedule", "It does not tick until it is resumed. One that is paused stays so.")
            .Requires(SystemPermissions.UpdateSchedules)
            .Addresses(SystemAudit.Schedule)
            .Fails(SystemErrors.ScheduleNotFound)
            .AsTool(ToolUse.AfterApproval);
        schedules
            .MapPost("/{id}/resume", ResumeAsync)
            .Operation(
                "system.schedules.resume",
                "Resume a schedule",
                "From its next tick on; those that passed meanwhile are not caught up."
            )
            .Requires(SystemPermissions.UpdateSchedules)
            .Addresses(SystemAudit.Schedule)
            .Fails(SystemErrors.ScheduleNotFound)
            .AsTool(ToolUse.AfterApproval);
    }

    private static async Task<Results<Accepted<RunResponse>, ProblemHttpResult>> RunAsync(
        string id,
        SystemDb db,
        ScheduleDesk desk,
        OperationContext operation,
        CancellationToken cancel
    )
    {
        if (await desk.FindAsync(db, id, toChange: false, cancel) is not { } schedule)
            return SystemErrors.ScheduleNotFound.ToProblem();
        if (await desk.RunAsync(db, schedule, operation.RequestId, cancel) is not { } job)
            return SystemErrors.ScheduleRunning.ToProblem();
        db.Audit(SystemAudit.ScheduleRun, id, id);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Accepted($"/api/v1/jobs/{job}", new RunResponse(job));
    }

    private static Task<Results<Ok<ScheduleView>, ProblemHttpResult>> PauseAsync(
        string id,
        HttpResponse response,
        SystemDb db,
        ScheduleDesk desk,
        CancellationToken cancel
    ) => SetAsync(id, paused: true, SystemAudit.SchedulePaused, response, db, desk, cancel);

    private static Task<Results<Ok<ScheduleView>, ProblemHttpResult>> ResumeAsync(
        string id,
        HttpResponse response,
        SystemDb db,
        ScheduleDesk desk,
        CancellationToken cancel
    ) => SetAsync(id, paused: false, SystemAudit.ScheduleResumed, response, db, desk, cancel);

    private static async Task<Results<Ok<ScheduleView>, ProblemHttpResult>> SetAsync(
        string id,
        bool paused,
        AuditAction action,
        HttpResponse response,
        SystemDb db,
        ScheduleDesk desk,
        CancellationToken cancel
    )
    {
        if (await desk.FindAsync(db, id, toChange: true, cancel) is not { } schedule)
            return SystemErrors.ScheduleNotFound.ToProblem();
        if (schedule.IsPaused != paused)
        {
            schedule = await desk.SaveAsync(db, schedule with { IsPaused = paused }, cancel);
            db.Audit(action, id, id);
            await db.SaveChangesAsync(cancel);
        }

        response.Set(schedule.Version);
        return TypedResults.Ok(ScheduleView.Of(schedule));
    }
}
