using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using SmartAI.Platform.Access;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.SystemModule.Events;

/// <summary>The stream of what concerns the caller (WHATWG HTML, server-sent events).</summary>
internal static class StreamEvents
{
    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement<object?>(null);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/events", Handle)
            .Operation(
                "system.events.stream",
                "Stream live events",
                "Server-sent events. After session-ended the stream closes; a heartbeat keeps proxies from cutting it."
            )
            .RequiresSelf()
            .NotATool("A stream has no end to answer with.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");

    private static ServerSentEventsResult<JsonElement> Handle(
        Caller caller,
        HttpResponse response,
        LiveEvents live,
        IHostApplicationLifetime host,
        CancellationToken cancel
    )
    {
        // nginx would hold events back until its buffer is full.
        response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(ReadAsync(live.Open(caller.UserId, caller.CredentialId), host.ApplicationStopping, cancel));
    }

    private static async IAsyncEnumerable<SseItem<JsonElement>> ReadAsync(
        LiveStream stream,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        using (stream)
        using (var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancel))
        {
            yield return new SseItem<JsonElement>(Nothing, "open") { ReconnectionInterval = TimeSpan.FromSeconds(2) };
            while (true)
            {
                var next = await NextAsync(stream, ends.Token);
                if (next is null)
                    yield break;
                yield return next.Value;
                if (next.Value.EventType == "session-ended")
                    yield break;
            }
        }
    }

    /// <summary>The next event, a heartbeat after 15 quiet seconds, or null at the end.</summary>
    private static async Task<SseItem<JsonElement>?> NextAsync(LiveStream stream, CancellationToken ends)
    {
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(ends);
        quiet.CancelAfter(Heartbeat);
        try
        {
            return await stream.Events.WaitToReadAsync(quiet.Token) && stream.Events.TryRead(out var live)
                ? new SseItem<JsonElement>(live.Data, live.Kind)
                : null;
        }
        catch (OperationCanceledException) when (!ends.IsCancellationRequested)
        {
            return new SseItem<JsonElement>(Nothing, "heartbeat");
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
