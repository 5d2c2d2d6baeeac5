using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Inbox;
using SmartAI.Platform.Access;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Notifications.Preferences;

/// <summary>Reads what one is told of, and how.</summary>
internal static class ReadPreferences
{
    internal static void Map(RouteGroupBuilder notifications) =>
        notifications
            .MapGet("/preferences", HandleAsync)
            .Operation(
                "notifications.preferences.get",
                "Read what you are told of, and how",
                "Every kind of event with every channel. Times are in the time zone of your profile."
            )
            .RequiresSelf()
            .AsTool(ToolUse.Read);

    private static async Task<Ok<PreferencesView>> HandleAsync(
        Caller caller,
        HttpResponse response,
        NotificationsDb db,
        Readers readers,
        Words words,
        Channels channels,
        CancellationToken cancel
    )
    {
        var preference = await db.Preferences.AsNoTracking().SingleOrDefaultAsync(p => p.UserId == caller.UserId, cancel);
        response.Set(preference?.Version ?? 0);
        return TypedResults.Ok(PreferencesView.Of(preference, await readers.OfAsync(caller.UserId, cancel), words, channels.Names));
    }
}
