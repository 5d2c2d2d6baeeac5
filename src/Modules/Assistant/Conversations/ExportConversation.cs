using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SmartAI.Assistant.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Operations;

namespace SmartAI.Assistant.Conversations;

/// <summary>A conversation as a file: what is shown, to read (Markdown) or to keep (JSON). Written as it is read, so that a long one needs little memory.</summary>
internal static class ExportConversation
{
    // A branch of more is cut at its beginning; the file says so by where it starts.
    private const int Most = 10_000;
    private const int AtOnce = 50;
    private const string Json = "json";

    /// <summary>A message in a file.</summary>
    internal sealed record ExportedMessage(
        Guid Id,
        Guid? ParentId,
        MessageRole Role,
        MessageState State,
        DateTimeOffset CreatedAt,
        string? Model,
        IReadOnlyList<Part> Parts
    );

    /// <summary>The file in JSON; the oldest message first.</summary>
    internal sealed record ExportedConversation(ConversationView Conversation, IReadOnlyList<ExportedMessage> Messages);

    internal static void Map(RouteGroupBuilder conversations) =>
        conversations
            .MapGet("/{id:guid}/export", HandleAsync)
            .Operation(
                "assistant.conversations.export",
                "Take a conversation with you as a file",
                "The branch that is shown, as Markdown (form=md) or JSON (form=json). A temporary one is not kept, and not exported."
            )
            .RequiresSelf()
            .Addresses(AssistantAudit.Conversation)
            .Fails(AssistantErrors.ConversationNotFound)
            .NotATool("A tool's result is JSON: a file has no place in it.")
            .Produces<ExportedConversation>(StatusCodes.Status200OK, "application/json", "text/markdown");

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id,
        [RegularExpression("^(md|json)$")] string form,
        Caller caller,
        AssistantDb db,
        IOptions<JsonOptions> json,
        CancellationToken cancel
    )
    {
        var conversation = await db
            .Conversations.AsNoTracking()
            .VisibleTo(caller)
            .SingleOrDefaultAsync(c => c.Id == id && !c.IsTemporary, cancel);
        if (conversation is null)
            return AssistantErrors.ConversationNotFound.ToProblem();
        var path = await db.PathIdsAsync(id, conversation.HeadId, Most, cancel);
        return form == Json
            ? TypedResults.Stream(
                to => WriteJsonAsync(to, conversation, MessagesAsync(db, path, cancel), json.Value.SerializerOptions, cancel),
                "application/json",
                "conversation.json"
            )
            : TypedResults.Stream(
                to => WriteMarkdownAsync(to, conversation, MessagesAsync(db, path, cancel), cancel),
                "text/markdown; charset=utf-8",
                "conversation.md"
            );
    }

    private static async IAsyncEnumerable<Message> MessagesAsync(
        AssistantDb db,
        List<Guid> path,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        foreach (var ids in path.Chunk(AtOnce))
        {
            var found = await db.Messages.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancel);
            foreach (var message in ids.Where(found.ContainsKey).Select(m => found[m]))
                yield return message;
        }
    }

    private static async Task WriteJsonAsync(
        Stream to,
        Conversation conversation,
        IAsyncEnumerable<Message> messages,
        JsonSerializerOptions options,
        CancellationToken cancel
    )
    {
        await using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        json.WritePropertyName("conversation");
        // As bytes first: straight into the writer they would be flushed synchronously.
        json.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(ConversationView.Of(conversation), options), skipInputValidation: true);
        json.WriteStartArray("messages");
        await foreach (var m in messages)
        {
            var exported = new ExportedMessage(m.Id, m.ParentId, m.Role, m.State, m.CreatedAt, m.Model, Parts.Read(m.Parts));
            json.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(exported, options), skipInputValidation: true);
            await json.FlushAsync(cancel);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static async Task WriteMarkdownAsync(
        Stream to,
        Conversation conversation,
        IAsyncEnumerable<Message> messages,
        CancellationToken cancel
    )
    {
        await using var file = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true);
        await file.WriteAsync($"# {conversation.Title}\n");
        await foreach (var message in messages)
        {
            await file.WriteAsync(Markdown(message));
            await file.FlushAsync(cancel);
        }
    }

    private static string Markdown(Message message)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"\n## {message.Role}, {message.CreatedAt:u}\n");
        foreach (var part in Parts.Read(message.Parts))
        {
            if (part.Text is not null)
                text.Append(CultureInfo.InvariantCulture, $"\n{part.Text}\n");
            if (part.Tool is { } step)
                text.Append(CultureInfo.InvariantCulture, $"\n`{step.Name}` {step.State}\n\n```json\n{step.Arguments.GetRawText()}\n```\n");
            if (part.Page is { } page)
                text.Append(CultureInfo.InvariantCulture, $"\n({page.Title}: `{page.Path}`)\n");
            foreach (var passage in part.Passages ?? [])
                text.Append(CultureInfo.InvariantCulture, $"\n- {passage.Title} ({passage.Path}#{passage.Anchor})\n");
            foreach (var tool in part.Suggestions ?? [])
                text.Append(CultureInfo.InvariantCulture, $"\n- {tool.Title} (`{tool.Name}`)\n");
        }

        return text.ToString();
    }
}
