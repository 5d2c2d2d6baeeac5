using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Http;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Assistant.Conversations;

/// <summary>One's own conversations, and one of them.</summary>
internal static class ReadConversations
{
    private const int Shown = 50;

    private static readonly ListOf<Conversation, ConversationView> Conversations = ListOf<Conversation, ConversationView>
        .By(c => c.Id, c => new ConversationView(c.Id, c.Title, c.IsTemporary, c.CreatedAt, c.UpdatedAt))
        .Scope(caller => caller.UserId, (c, me) => c.OwnerId == me)
        .Where(c => !c.IsTemporary)
        .Sort("updatedAt", c => c.UpdatedAt)
        .Filter<string>(
            "q",
            "Only those in which these words were said, or that are called so.",
            (c, q) =>
                EF.Functions.ToTsVector("simple", c.Title).Matches(EF.Functions.WebSearchToTsQuery("simple", q))
                || c.Messages.Any(m => m.Search.Matches(EF.Functions.WebSearchToTsQuery("simple", q)))
        );

    internal static void Map(RouteGroupBuilder conversations)
    {
        conversations
            .MapGet("/", (ListRequest list, AssistantDb db, CancellationToken cancel) => Conversations.AnswerAsync(list, db, cancel))
            .Operation("assistant.conversations.list", "List your conversations with the assistant", "Temporary ones are not listed.")
            .RequiresSelf()
            .AnswersList(Conversations)
            .NotATool("What was said in other conversations is no part of this one.");
        conversations
            .MapGet("/{id:guid}", GetAsync)
            .Operation(
                "assistant.conversations.get",
                "Read one of your conversations",
                "The last 50 messages of the branch that is shown; earlier ones with the id of the earliest known in before."
            )
            .RequiresSelf()
            .Addresses(AssistantAudit.Conversation)
            .Fails(AssistantErrors.ConversationNotFound)
            .NotATool("What was said in other conversations is no part of this one.");
    }

    private static async Task<Results<Ok<ConversationDetail>, ProblemHttpResult>> GetAsync(
        Guid id,
        Guid? before,
        Caller caller,
        HttpResponse response,
        AssistantDb db,
        CancellationToken cancel
    )
    {
        var conversation = await db.Conversations.AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (conversation is null)
            return AssistantErrors.ConversationNotFound.ToProblem();
        var leaf = before is null
            ? conversation.HeadId
            : await db.Messages.Where(m => m.ConversationId == id && m.Id == before).Select(m => m.ParentId).SingleOrDefaultAsync(cancel);
        var path = await db.PathAsync(id, leaf, Shown, cancel);
        response.Set(conversation.Version);
        return TypedResults.Ok(
            new ConversationDetail(
                ConversationView.Of(conversation),
                await db.WithBranchesAsync(id, path, cancel),
                path.Count > 0 && path[0].ParentId is not null
            )
            {
                AllowedTools = conversation.AllowedTools,
            }
        );
    }
}
