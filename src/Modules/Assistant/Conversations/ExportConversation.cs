using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Operations;

namespace SmartAI.Assistant.Conversations;

/// <summary>A conversation as a file: what is shown, to read (Markdown) or to keep (JSON).</summary>
internal static class ExportConversation
{
    // A branch of more is cut at its beginning; the file says so by where it starts.
    private const int Most = 10_000;

    /// <summary>The form of the file.</summary>
    internal enum Form
    {
        Md,
        Json,
    }

    internal static void Map(RouteGroupBuilder conversations) =>
        conversations
            .MapGet("/{id:guid}/export", HandleAsync)
            .Operation(
                "assistant.conversations.export",
                "Take a conversation with you as a file",
                "The branch that is shown, as Markdown or JSON."
            )
            .RequiresSelf()
            .Addresses(AssistantAudit.Conversation)
            .Fails(AssistantErrors.ConversationNotFound)
            .NotATool("A tool's result is JSON: a file has no place in it.");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id,
        Form form,
        Caller caller,
        AssistantDb db,
        CancellationToken cancel
    )
    {
        var conversation = await db
            .Conversations.AsNoTracking()
            .VisibleTo(caller)
            .SingleOrDefaultAsync(c => c.Id == id && !c.IsTemporary, cancel);
        if (conversation is null)
            return AssistantErrors.ConversationNotFound.ToProblem();
        var path = await db.PathAsync(id, conversation.HeadId, Most, cancel);
        return form == Form.Json
            ? TypedResults.File(
                JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        conversation = ConversationView.Of(conversation),
                        messages = path.Select(m => new
                        {
                            m.Id,
                            m.ParentId,
                            m.Role,
                            m.State,
                            m.CreatedAt,
                            m.Model,
                            parts = Parts.Read(m.Parts),
                        }),
                    },
                    Parts.Json
                ),
                "application/json",
                "conversation.json"
            )
            : TypedResults.File(Encoding.UTF8.GetBytes(Markdown(conversation, path)), "text/markdown; charset=utf-8", "conversation.md");
    }

    private static string Markdown(Conversation conversation, IReadOnlyList<Message> path)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {conversation.Title}\n");
        foreach (var message in path)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {message.Role}, {message.CreatedAt:u}\n");
            foreach (var part in Parts.Read(message.Parts))
            {
                if (part.Text is not null)
                    text.Append(CultureInfo.InvariantCulture, $"\n{part.Text}\n");
                if (part.Tool is { } step)
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"\n`{step.Name}` {step.State}\n\n```json\n{step.Arguments.GetRawText()}\n```\n"
                    );
                foreach (var passage in part.Passages ?? [])
                    text.Append(CultureInfo.InvariantCulture, $"\n- {passage.Title} ({passage.Path}#{passage.Anchor})\n");
                foreach (var tool in part.Suggestions ?? [])
                    text.Append(CultureInfo.InvariantCulture, $"\n- {tool.Title} (`{tool.Name}`)\n");
            }
        }

        return text.ToString();
    }
}
