using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Platform;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Assistant.Conversations;

/// <summary>Begins a conversation, names it, shows another of its branches, removes it.</summary>
internal static class ChangeConversation
{
    private const string ItsOwnPlace = "A conversation is no thing to do in a conversation.";

    internal sealed record ConversationRequest(bool? IsTemporary);

    internal sealed record ConversationChangeRequest(
        [property: StringLength(Conversation.MaxTitle, MinimumLength = 1), RegularExpression(@".*\S.*"), Example("A lost phone")]
            string? Title,
        Guid? ShownMessageId
    );

    internal static void Map(RouteGroupBuilder conversations)
    {
        conversations
            .MapPost("/", CreateAsync)
            .Operation(
                "assistant.conversations.create",
                "Begin a conversation with the assistant",
                "A temporary one is listed nowhere and gone a day after its last message."
            )
            .RequiresSelf()
            .NotATool(ItsOwnPlace);
        conversations
            .MapPatch("/{id:guid}", UpdateAsync)
            .Operation(
                "assistant.conversations.update",
                "Rename a conversation, or show another branch of it",
                "shownMessageId names a message; the branch is shown to its newest end."
            )
            .RequiresSelf()
            .Addresses(AssistantAudit.Conversation)
            .Fails(AssistantErrors.ConversationNotFound, AssistantErrors.MessageNotFound, PlatformErrors.Stale)
            .NotATool(ItsOwnPlace);
        conversations
            .MapDelete("/{id:guid}", DeleteAsync)
            .Operation("assistant.conversations.delete", "Remove a conversation with all that was said in it")
            .RequiresSelf()
            .Addresses(AssistantAudit.Conversation)
            .Fails(AssistantErrors.ConversationNotFound, PlatformErrors.Stale)
            .NotATool(ItsOwnPlace);
    }

    private static async Task<Created<ConversationView>> CreateAsync(
        ConversationRequest request,
        Caller caller,
        HttpResponse response,
        AssistantDb db,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var conversation = new Conversation
        {
            Id = Ids.New(clock),
            OwnerId = caller.UserId,
            Title = "",
            IsTemporary = request.IsTemporary ?? false,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Add(conversation);
        db.Audit(AssistantAudit.ConversationCreated, conversation.Id);
        await db.SaveChangesAsync(cancel);
        response.Set(conversation.Version);
        return TypedResults.Created($"/api/v1/assistant/conversations/{conversation.Id}", ConversationView.Of(conversation));
    }

    private static async Task<Results<Ok<ConversationView>, ProblemHttpResult>> UpdateAsync(
        Guid id,
        ConversationChangeRequest request,
        Caller caller,
        IfMatch ifMatch,
        HttpResponse response,
        AssistantDb db,
        CancellationToken cancel
    )
    {
        var conversation = await db.Conversations.VisibleTo(caller).SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (conversation is null)
            return AssistantErrors.ConversationNotFound.ToProblem();
        if (ifMatch.Refuses(conversation.Version, () => ConversationView.Of(conversation)) is { } stale)
            return stale;
        if (request.ShownMessageId is { } shown)
        {
            if (await EndOfAsync(db, id, shown, cancel) is not { } end)
                return AssistantErrors.MessageNotFound.ToProblem();
            conversation.HeadId = end;
        }
        if (request.Title is not null && request.Title.Trim() != conversation.Title)
        {
            conversation.Title = request.Title.Trim();
            // Not what it is called: that is the person's own.
            db.Audit(AssistantAudit.ConversationRenamed, conversation.Id);
        }

        await db.SaveChangesAsync(cancel);
        response.Set(conversation.Version);
        return TypedResults.Ok(ConversationView.Of(conversation));
    }

    /// <summary>Down from a message, always by the newest branch.</summary>
    private static async Task<Guid?> EndOfAsync(AssistantDb db, Guid conversation, Guid message, CancellationToken cancel)
    {
        var ends = await db
            .Database.SqlQuery<Guid>(
                $"""
                with recursive down as (
                    select m.id, 1 as depth from assistant.messages m where m.conversation_id = {conversation} and m.id = {message}
                    union all
                    select (select c.id from assistant.messages c where c.conversation_id = {conversation} and c.parent_id = d.id order by c.id desc limit 1), d.depth + 1
                    from down d where d.id is not null)
                select id as "Value" from down where id is not null order by depth desc limit 1
                """
            )
            .ToListAsync(cancel);
        return ends.Count == 0 ? null : ends[0];
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id,
        Caller caller,
        IfMatch ifMatch,
        AssistantDb db,
        CancellationToken cancel
    )
    {
        var conversation = await db.Conversations.VisibleTo(caller).SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (conversation is null)
            return AssistantErrors.ConversationNotFound.ToProblem();
        if (ifMatch.RefusesIfSent(conversation.Version, () => ConversationView.Of(conversation)) is { } stale)
            return stale;
        db.Remove(conversation);
        db.Audit(AssistantAudit.ConversationDeleted, conversation.Id);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
