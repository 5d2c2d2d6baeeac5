using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Access;
using SmartAI.Platform.Http;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations;

namespace SmartAI.SystemModule.Events;

/// <summary>The stream of what concerns the caller (WHATWG HTML, server-sent events).</summary>
internal static class StreamEvents
{
    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/events", HandleAsync)
            .Operation(
                "system.events.stream",
                "Stream live events",
                "Server-sent events: notification, notifications-read, job-progress, session-ended, jobs-changed for whoever may see jobs, and heartbeat against proxies that cut what is quiet. "
                    + "A stream that is taken up with Last-Event-ID begins with what was missed; an event may then come twice. After resync read your lists again. "
                    + "After session-ended the stream closes."
            )
            .RequiresSelf()
            .OutsideReadLane()
            .NotATool("A stream has no end to answer with.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");

    private static async Task<ServerSentEventsResult<JsonElement>> HandleAsync(
        Caller caller,
        HttpContext http,
        LiveEvents live,
        CancellationToken cancel
    )
    {
        // nginx would hold events back until its buffer is full.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var lastEventId = http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } sent ? sent : null;
        var stream = await live.OpenAsync(caller.UserId, caller.CredentialId, lastEventId, http.Abort, cancel);
        if (caller.May(SystemPermissions.ReadJobs))
            stream.HearHints(JobHints.Kind);
        return TypedResults.ServerSentEvents(ReadAsync(stream, cancel));
    }

    private static async IAsyncEnumerable<SseItem<JsonElement>> ReadAsync(
        LiveStream stream,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using (stream)
        // A reader who hangs up ends the stream; it is no failure.
        using (cancel.UnsafeRegister(open => ((LiveStream)open!).Close(), stream))
        {
            foreach (var item in stream.First)
            {
                yield return ToSse(item);
                if (item.Kind == "session-ended")
                    yield break;
            }
            await foreach (var item in stream.Next.ReadAllAsync(CancellationToken.None))
            {
                if (!stream.IsNew(item))
                    continue;
                yield return ToSse(item);
                if (item.Kind == "session-ended")
                    yield break;
            }
        }
    }

    private static SseItem<JsonElement> ToSse(LiveItem item) =>
        new(item.Data, item.Kind)
        {
            EventId = item.Position.ToString(),
            // The browser's own pause before it comes back; said once.
            ReconnectionInterval = item.Kind == "open" ? TimeSpan.FromSeconds(2) : null,
        };
}
