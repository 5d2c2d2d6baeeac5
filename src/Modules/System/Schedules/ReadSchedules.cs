using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Http;
using SmartAI.Platform.Jobs.Schedules;
using SmartAI.Platform.Operations;
using SmartAI.SystemModule.Data;

namespace SmartAI.SystemModule.Schedules;

/// <summary>Shows the schedules that modules declare, with their next runs.</summary>
internal static class ReadSchedules
{
    /// <summary>By id. There are as many as modules declare, so they are not paged.</summary>
    internal sealed record ScheduleList(IReadOnlyList<ScheduleView> Items);

    internal static void Map(RouteGroupBuilder schedules)
    {
        schedules
            .MapGet("/", ListAsync)
            .Operation("system.schedules.list", "List schedules", "What runs by itself, when it last ran, and its next five runs.")
            .Requires(SystemPermissions.ReadSchedules)
            .AsTool(ToolUse.Read);
        schedules
            .MapGet("/{id}", GetAsync)
            .Operation("system.schedules.get", "Read one schedule")
            .Requires(SystemPermissions.ReadSchedules)
            .Addresses(SystemAudit.Schedule)
            .Fails(SystemErrors.ScheduleNotFound)
            .AsTool(ToolUse.Read);
    }

    private static async Task<Ok<ScheduleList>> ListAsync(SystemDb db, ScheduleDesk desk, CancellationToken cancel) =>
        TypedResults.Ok(new ScheduleList([.. (await desk.AllAsync(db, cancel)).Select(ScheduleView.Of)]));

    private static async Task<Results<Ok<ScheduleView>, ProblemHttpResult>> GetAsync(
        string id,
        HttpResponse response,
        SystemDb db,
        ScheduleDesk desk,
        CancellationToken cancel
    )
    {
        if (await desk.FindAsync(db, id, toChange: false, cancel) is not { } schedule)
            return SystemErrors.ScheduleNotFound.ToProblem();
        response.Set(schedule.Version);
        return TypedResults.Ok(ScheduleView.Of(schedule));
    }
}
