using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Jobs.Schedules;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;
using SmartAI.SystemModule.Data;

namespace SmartAI.SystemModule.Schedules;

/// <summary>Changes when a schedule runs, or sets it back to what its module declares. JSON Merge Patch: what is not named stays.</summary>
internal static class UpdateSchedule
{
    internal sealed record Request(
        [property: StringLength(200, MinimumLength = 1), Example("0 3 * * *")] string? Cron,
        [property: StringLength(64, MinimumLength = 1)] string? TimeZone,
        CatchUp? CatchUp,
        bool? AsDeclared
    );

    internal static void Map(RouteGroupBuilder schedules) =>
        schedules
            .MapPatch("/{id}", HandleAsync)
            .Operation(
                "system.schedules.update",
                "Change when a schedule runs",
                "Cron has five fields, or six with seconds first, in the time zone given. asDeclared sets everything back to what the module declares. "
                    + "Ticks that a change leaves behind are not caught up."
            )
            .Requires(SystemPermissions.UpdateSchedules)
            .Addresses(SystemAudit.Schedule)
            .Fails(SystemErrors.ScheduleNotFound, SystemErrors.InvalidCron, SystemErrors.UnknownTimeZone, PlatformErrors.Stale)
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<Ok<ScheduleView>, ProblemHttpResult>> HandleAsync(
        string id,
        Request request,
        IfMatch ifMatch,
        HttpResponse response,
        SystemDb db,
        ScheduleDesk desk,
        CancellationToken cancel
    )
    {
        if (await desk.FindAsync(db, id, toChange: true, cancel) is not { } schedule)
            return SystemErrors.ScheduleNotFound.ToProblem();
        if (ifMatch.Refuses(schedule.Version, () => ScheduleView.Of(schedule)) is { } refused)
            return refused;
        if (request.Cron is { } cron && ScheduleDesk.ProblemOf(cron) is not null)
            return SystemErrors.InvalidCron.OnField("/cron");
        if (request.TimeZone is { } zone && !ScheduleDesk.IsTimeZone(zone))
            return SystemErrors.UnknownTimeZone.OnField("/timeZone");

        var before = schedule.Effective;
        var basis = request.AsDeclared == true ? schedule.Declared : before;
        var wanted = basis with
        {
            Cron = request.Cron ?? basis.Cron,
            TimeZone = request.TimeZone ?? basis.TimeZone,
            CatchUp = request.CatchUp ?? basis.CatchUp,
        };
        if (wanted != before)
        {
            schedule = await desk.SaveAsync(db, schedule with { Effective = wanted }, cancel);
            var entry = db.Audit(SystemAudit.ScheduleChanged, id, id);
            Note(entry, "cron", before.Cron, wanted.Cron);
            Note(entry, "timeZone", before.TimeZone, wanted.TimeZone);
            Note(entry, "catchUp", before.CatchUp, wanted.CatchUp);
            await db.SaveChangesAsync(cancel);
        }

        response.Set(schedule.Version);
        return TypedResults.Ok(ScheduleView.Of(schedule));
    }

    private static void Note(Platform.Audit.AuditDraft entry, string field, object before, object after)
    {
        if (!before.Equals(after))
            entry.Changed(field, before, after);
    }
}
