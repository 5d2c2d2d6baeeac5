using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Assistant.Runs;
using SmartAI.Platform;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.Conversations;

/// <summary>Says something, or calls a tool, and streams what the assistant answers.</summary>
internal static class SendMessage
{
    /// <summary>A text, or a tool with its arguments; neither where an answer is to be written once more.</summary>
    /// <param name="Text">What to say.</param>
    /// <param name="Tool">A tool that the person chose.</param>
    /// <param name="Replaces">A message of the person's own that this is another wording of, or an answer to be written once more: a branch beside it.</param>
    internal sealed record MessageRequest(
        [property: StringLength(Message.MaxText, MinimumLength = 1), Example("How do I end a session on a lost phone?")] string? Text,
        ChosenTool? Tool,
        Guid? Replaces
    );

    internal sealed record ChosenTool([property: Example("identity_users_list")] string Name, JsonElement Arguments);

    internal static void Map(RouteGroupBuilder conversations) =>
        conversations
            .MapPost("/{id:guid}/messages", HandleAsync)
            .Operation(
                "assistant.messages.create",
                "Say something to the assistant",
                "Answers with server-sent events: begin with the ids, text in pieces, part for tools and what was found, end with the state. A repeat with the same "
                    + "Idempotency-Key reads the same answer from its beginning, or from Last-Event-ID on. The answer goes on where the reader hangs up."
            )
            .RequiresSelf()
            .Addresses(AssistantAudit.Conversation)
            .Fails(
                AssistantErrors.ConversationNotFound,
                AssistantErrors.MessageNotFound,
                AssistantErrors.NothingSaid,
                AssistantErrors.StillAnswering,
                AssistantErrors.TooManyBranches,
                PlatformErrors.UnknownTool
            )
            .WithOwnTransaction()
            .NotATool("A conversation is no thing to do in a conversation.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");

    private static async Task<Results<ServerSentEventsResult<JsonElement>, ProblemHttpResult>> HandleAsync(
        Guid id,
        MessageRequest request,
        Caller caller,
        HttpContext http,
        AssistantDb db,
        ToolCatalog catalog,
        ToolPolicies policies,
        Runner runner,
        RunReader reader,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        // Before the row is held: what asks over a second connection meanwhile could wait for all the others that do the same.
        var tool = request.Tool is { } chosen
            ? (await policies.OfferedAsync(catalog, caller, cancel)).FirstOrDefault(t => t.Name == chosen.Name)
            : null;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // One at a time in a conversation: of two messages at once the second sees that the first is being answered.
        await db.Database.ExecuteSqlAsync(
            $"select 1 from assistant.conversations where id = {id} and owner_id = {caller.UserId} for update",
            cancel
        );
        var conversation = await db.Conversations.VisibleTo(caller).SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (conversation is null)
            return AssistantErrors.ConversationNotFound.ToProblem();
        var key = http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 and <= 200 } sent ? sent : null;
        if (
            key is not null
            && await db.Runs.Where(r => r.ConversationId == id && r.Key == key).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancel)
                is { } known
        )
            return reader.Answer(http, known, cancel);
        if (await db.Runs.AnyAsync(r => r.ConversationId == id && r.State != RunState.Ended, cancel))
            return AssistantErrors.StillAnswering.ToProblem();

        if (request.Tool is not null && tool is null)
            return PlatformErrors.UnknownTool.ToProblem();
        var (asked, refused) = await PlaceAsync(db, conversation, request, tool, clock, cancel);
        if (asked is null)
            return refused!;
        if (await db.Messages.CountAsync(m => m.ConversationId == id && m.ParentId == asked, cancel) >= Message.MostBranches)
            return AssistantErrors.TooManyBranches.ToProblem();
        var run = AddAnswer(db, conversation, asked.Value, caller, ToolOrigin.Of(http), key, clock);
        db.Audit(AssistantAudit.MessageSent, conversation.Id);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        runner.Wake();
        return reader.Answer(http, run.Id, cancel);
    }

    /// <summary>Adds what the person says where it belongs; the message to be answered.</summary>
    private static async Task<(Guid? Asked, ProblemHttpResult? Refused)> PlaceAsync(
        AssistantDb db,
        Conversation conversation,
        MessageRequest request,
        Tool? tool,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        Message? replaced = null;
        if (request.Replaces is { } other)
        {
            replaced = await db
                .Messages.AsNoTracking()
                .SingleOrDefaultAsync(m => m.ConversationId == conversation.Id && m.Id == other, cancel);
            if (replaced is null)
                return (null, AssistantErrors.MessageNotFound.ToProblem());
        }

        var text = request.Text?.Trim() ?? "";
        if (text.Length == 0 && tool is null)
            return replaced is { Role: MessageRole.Assistant, ParentId: { } question }
                ? (question, null)
                : (null, AssistantErrors.NothingSaid.ToProblem());

        var parent = replaced is null ? conversation.HeadId : replaced.ParentId;
        if (await db.Messages.CountAsync(m => m.ConversationId == conversation.Id && m.ParentId == parent, cancel) >= Message.MostBranches)
            return (null, AssistantErrors.TooManyBranches.ToProblem());
        var message = new Message
        {
            Id = Ids.New(clock),
            ConversationId = conversation.Id,
            ParentId = parent,
            Role = MessageRole.Person,
            State = MessageState.Done,
            Text = text,
            Parts = Parts.Write(tool is null ? [new Part(PartKind.Text) { Text = text }] : [ChoiceOf(tool, request.Tool!)]),
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(message);
        if (conversation.Title.Length == 0)
            conversation.Title = Shortened(tool?.Title ?? text);
        return (message.Id, null);
    }

    private static Part ChoiceOf(Tool tool, ChosenTool chosen) =>
        new(PartKind.Choice)
        {
            Tool = new ToolStep("chosen", tool.Name, tool.Title, tool.ReadsOnly, ChosenArguments(chosen), StepState.Done),
        };

    private static JsonElement ChosenArguments(ChosenTool chosen) =>
        chosen.Arguments.ValueKind == JsonValueKind.Object ? chosen.Arguments : JsonSerializer.SerializeToElement(new { });

    private static string Shortened(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= 80 ? line : $"{line[..79]}…";
    }

    /// <summary>The message that is going to be written, and the run that writes it.</summary>
    internal static Run AddAnswer(
        AssistantDb db,
        Conversation conversation,
        Guid asked,
        Caller caller,
        ToolOrigin origin,
        string? key,
        TimeProvider clock
    )
    {
        var now = clock.GetUtcNow();
        var answer = new Message
        {
            Id = Ids.New(clock),
            ConversationId = conversation.Id,
            ParentId = asked,
            Role = MessageRole.Assistant,
            State = MessageState.Writing,
            Text = "",
            Parts = "[]",
            CreatedAt = now,
        };
        var run = new Run
        {
            Id = answer.Id,
            ConversationId = conversation.Id,
            PersonId = caller.UserId,
            Scopes = caller.Scopes is null ? null : [.. caller.Scopes],
            CredentialId = caller.CredentialId,
            Client = origin.Client is { Length: > 0 } client ? client[..Math.Min(client.Length, 300)] : null,
            Address = origin.Address?.ToString(),
            Key = key,
            State = RunState.Queued,
            CreatedAt = now,
        };
        db.Add(answer);
        db.Add(run);
        conversation.HeadId = answer.Id;
        conversation.UpdatedAt = now;
        return run;
    }
}
