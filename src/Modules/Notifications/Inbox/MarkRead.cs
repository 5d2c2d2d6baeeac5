using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Notifications.Inbox;

/// <summary>Marks one's own notifications as read. It is no line in the trail: it says that somebody looked, and would bury what was done.</summary>
internal static class MarkRead
{
    private const int MostAtOnce = 10_000;

    internal static void Map(RouteGroupBuilder notifications)
    {
        notifications
            .MapPost("/{id:guid}/read", OneAsync)
            .Operation("notifications.notifications.read", "Mark one of your notifications as read", "One that is read already stays so.")
            .RequiresSelf()
            .Addresses(NotificationsAudit.Notification)
            .Fails(NotificationsErrors.NotFound)
            .AsTool(ToolUse.AfterApproval);
        notifications
            .MapPost("/read", AllAsync)
            .Operation(
                "notifications.notifications.read_all",
                "Mark all your notifications as read",
                "What arrives after this call stays unread."
            )
            .RequiresSelf()
            .AsTool(ToolUse.AfterApproval);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> OneAsync(
        Guid id,
        Caller caller,
        NotificationsDb db,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var mine = db.Notifications.Where(n => n.Id == id && n.UserId == caller.UserId);
        if (await mine.Where(n => n.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancel) > 0)
            await db.TellAsync(caller.UserId, null, "notifications-read", new { ids = new[] { id } }, cancel);
        else if (!await mine.AnyAsync(cancel))
            return NotificationsErrors.NotFound.ToProblem();
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> AllAsync(Caller caller, NotificationsDb db, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var unread = db
            .Notifications.Where(n => n.UserId == caller.UserId && n.ReadAt == null)
            .OrderBy(n => n.Id)
            .Select(n => n.Id)
            .Take(MostAtOnce);
        var marked = 0;
        int step;
        do
        {
            step = await db
                .Notifications.Where(n => unread.Contains(n.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancel);
            marked += step;
        } while (step == MostAtOnce);
        if (marked > 0)
            // No ids stands for all.
            await db.TellAsync(caller.UserId, null, "notifications-read", new { ids = Array.Empty<Guid>() }, cancel);
        return TypedResults.NoContent();
    }
}
