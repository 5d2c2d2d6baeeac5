using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Preferences;
using SmartAI.Platform.Access;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Notifications.Inbox;

/// <summary>One's own notifications, and how many of them are unread.</summary>
internal static class ListNotifications
{
    private const int MostCounted = 1000;

    /// <summary>How many are unread; 1,000 stands for all that are more.</summary>
    internal sealed record UnreadResponse(int Unread);

    private static readonly ListOf<Notification, NotificationRow> Notifications = ListOf<Notification, NotificationRow>
        .By(n => n.Id, n => new NotificationRow(n.Id, n.Kind, n.Values, n.Link, n.CreatedAt, n.ReadAt))
        .Scope(caller => caller.UserId, (n, me) => n.UserId == me)
        .Sort("createdAt", n => n.CreatedAt)
        .Filter<bool>("unread", "Only what is unread, or only what is read.", (n, unread) => n.ReadAt == null == unread)
        .FilterAny<string>("kind", "Only this kind of event.", (n, kinds) => kinds.Contains(n.Kind));

    internal static void Map(RouteGroupBuilder notifications)
    {
        notifications
            .MapGet("/", HandleAsync)
            .Operation(
                "notifications.notifications.list",
                "List your notifications",
                "Newest first, in the language of your profile. A file holds them as they are stored, without words."
            )
            .RequiresSelf()
            .WithMetadata(Notifications.Describe())
            .Produces<Page<NotificationView>>(StatusCodes.Status200OK)
            .AsTool(ToolUse.Read);
        notifications
            .MapGet("/unread", CountAsync)
            .Operation(
                "notifications.notifications.count",
                "Count your unread notifications",
                "At most 1,000, which stands for all that are more."
            )
            .RequiresSelf()
            .AsTool(ToolUse.Read);
    }

    private static async Task<IResult> HandleAsync(
        ListRequest list,
        Caller caller,
        NotificationsDb db,
        Readers readers,
        Words words,
        CancellationToken cancel
    )
    {
        var answer = await Notifications.AnswerAsync(list, db, cancel);
        if (answer is not Ok<Page<NotificationRow>> { Value: { } page })
            return answer;
        // Put into words here and not when they happened: somebody who changes their language changes all of them.
        var reader = await readers.OfAsync(caller.UserId, cancel);
        return TypedResults.Ok(new Page<NotificationView>([.. page.Items.Select(row => words.Show(row, reader))], page.Next, page.Total));
    }

    private static async Task<Ok<UnreadResponse>> CountAsync(Caller caller, NotificationsDb db, CancellationToken cancel) =>
        TypedResults.Ok(
            new UnreadResponse(
                await db.Notifications.Where(n => n.UserId == caller.UserId && n.ReadAt == null).Take(MostCounted).CountAsync(cancel)
            )
        );
}
