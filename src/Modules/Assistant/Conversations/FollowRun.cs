using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Assistant.Runs;
using SmartAI.Platform.Access;
using SmartAI.Platform.Operations;

namespace SmartAI.Assistant.Conversations;

/// <summary>Reads on in an answer that is being written, on any node; or stops it.</summary>
internal static class FollowRun
{
    internal static void Map(RouteGroupBuilder conversations)
    {
        conversations
            .MapGet("/{id:guid}/stream", FollowAsync)
            .Operation(
                "assistant.conversations.follow",
                "Read on in an answer that is being written",
                "Server-sent events as they are of sending a message, from the answer's beginning or from Last-Event-ID on. Where nothing is being written it ends at once."
            )
            .RequiresSelf()
            .OutsideReadLane()
            .Addresses(AssistantAudit.Conversation)
            .Fails(AssistantErrors.ConversationNotFound)
            .NotATool("A stream has no end to answer with.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");
        conversations
            .MapPost("/{id:guid}/stop", StopAsync)
            .Operation("assistant.conversations.stop", "Stop the answer that is being written", "What was written so far stays.")
            .RequiresSelf()
            .Addresses(AssistantAudit.Conversation)
            .Fails(AssistantErrors.ConversationNotFound)
            .NotATool("To stop is for the person who reads.");
    }

    private static async Task<Results<ServerSentEventsResult<JsonElement>, ProblemHttpResult>> FollowAsync(
        Guid id,
        Caller caller,
        HttpContext http,
        AssistantDb db,
        RunReader reader,
        CancellationToken cancel
    )
    {
        if (!await db.Conversations.VisibleTo(caller).AnyAsync(c => c.Id == id, cancel))
            return AssistantErrors.ConversationNotFound.ToProblem();
        // The newest, also where it has just ended: whoever was cut off before its end reads that.
        var run = await db
            .Runs.Where(r => r.ConversationId == id)
            .OrderByDescending(r => r.Id)
            .Select(r => (Guid?)r.Id)
            .FirstOrDefaultAsync(cancel);
        return reader.Answer(http, run, cancel);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> StopAsync(
        Guid id,
        Caller caller,
        AssistantDb db,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (!await db.Conversations.VisibleTo(caller).AnyAsync(c => c.Id == id, cancel))
            return AssistantErrors.ConversationNotFound.ToProblem();
        await db.BeginAsync(cancel);
        var now = clock.GetUtcNow();
        var stopped = await db
            .Runs.Where(r => r.ConversationId == id && r.State != RunState.Ended && r.StopAskedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.StopAskedAt, now), cancel);
        if (stopped > 0)
        {
            db.Audit(AssistantAudit.AnswerStopped, id);
            await db.SaveChangesAsync(cancel);
            await db.NotifyAsync(Runner.Channel, "stop", cancel);
        }

        return TypedResults.NoContent();
    }
}
