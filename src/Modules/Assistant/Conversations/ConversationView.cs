using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Assistant.Conversations;

/// <summary>A conversation in a list.</summary>
internal sealed record ConversationView(
    Guid Id,
    [property: Example("Sessions on a lost phone")] string Title,
    bool IsTemporary,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    internal static ConversationView Of(Conversation c) => new(c.Id, c.Title, c.IsTemporary, c.CreatedAt, c.UpdatedAt);
}

/// <summary>A message with the branches beside it, itself among them, in their order.</summary>
internal sealed record MessageView(
    Guid Id,
    Guid? ParentId,
    MessageRole Role,
    MessageState State,
    IReadOnlyList<Part> Parts,
    DateTimeOffset CreatedAt,
    [property: Example("llama-4-70b")] string? Model,
    long? InputTokens,
    long? OutputTokens,
    IReadOnlyList<Guid> Branches
);

/// <summary>A conversation with the messages of the branch that is shown, the oldest first; earlier ones are asked for with <c>before</c>.</summary>
internal sealed record ConversationDetail(ConversationView Conversation, IReadOnlyList<MessageView> Messages, bool HasEarlier)
{
    /// <summary>The names of the tools that need not ask here any more.</summary>
    public required IReadOnlyList<string> AllowedTools { get; init; }
}

internal static class ConversationQueries
{
    /// <summary>Those that this person has: others' answer like missing ones.</summary>
    internal static IQueryable<Conversation> VisibleTo(this IQueryable<Conversation> conversations, Caller caller) =>
        conversations.Where(c => c.OwnerId == caller.UserId);

    /// <summary>From a message up towards the root, at most so many of them, the oldest first.</summary>
    internal static async Task<IReadOnlyList<Message>> PathAsync(
        this AssistantDb db,
        Guid conversation,
        Guid? leaf,
        int most,
        CancellationToken cancel
    )
    {
        if (leaf is null)
            return [];
        var found = await db
            .Messages.FromSql(
                $"""
                with recursive path as (
                    select m.id, m.parent_id, 1 as depth from assistant.messages m where m.conversation_id = {conversation} and m.id = {leaf}
                    union all
                    select m.id, m.parent_id, p.depth + 1 from path p join assistant.messages m on m.id = p.parent_id where p.depth < {most})
                select m.* from path p join assistant.messages m on m.id = p.id order by p.depth desc
                """
            )
            .AsNoTracking()
            .ToListAsync(cancel);
        return found;
    }

    /// <summary>The ids of the same, for reading a long one in steps.</summary>
    internal static Task<List<Guid>> PathIdsAsync(this AssistantDb db, Guid conversation, Guid? leaf, int most, CancellationToken cancel) =>
        db
            .Database.SqlQuery<Guid>(
                $"""
                with recursive path as (
                    select m.id, m.parent_id, 1 as depth from assistant.messages m where m.conversation_id = {conversation} and m.id = {leaf}
                    union all
                    select m.id, m.parent_id, p.depth + 1 from path p join assistant.messages m on m.id = p.parent_id where p.depth < {most})
                select id as "Value" from path order by depth desc
                """
            )
            .ToListAsync(cancel);

    internal static async Task<IReadOnlyList<MessageView>> WithBranchesAsync(
        this AssistantDb db,
        Guid conversation,
        IReadOnlyList<Message> path,
        CancellationToken cancel
    )
    {
        var parents = path.Select(m => m.ParentId).OfType<Guid>().ToArray();
        var fromRoot = path.Any(m => m.ParentId == null);
        var beside = await db
            .Messages.Where(m =>
                m.ConversationId == conversation
                && ((fromRoot && m.ParentId == null) || (m.ParentId != null && parents.Contains(m.ParentId.Value)))
            )
            .OrderBy(m => m.Id)
            .Select(m => new { m.Id, m.ParentId })
            .ToListAsync(cancel);
        var branches = beside.ToLookup(m => m.ParentId, m => m.Id);
        return
        [
            .. path.Select(m => new MessageView(
                m.Id,
                m.ParentId,
                m.Role,
                m.State,
                Parts.Read(m.Parts),
                m.CreatedAt,
                m.Model,
                m.InputTokens,
                m.OutputTokens,
                [.. branches[m.ParentId]]
            )),
        ];
    }
}
