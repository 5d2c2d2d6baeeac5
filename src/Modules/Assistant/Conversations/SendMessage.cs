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
    /// <param name="PagePath">The address of the page that is open beside the conversation, where the person lets the assistant know it.</param>
    /// <param name="PageTitle">What that page is called, what it lies in first.</param>
    /// <param name="PageTargetId">The id of the one thing that it shows.</param>
    /// <param name="Replaces">A message of the person's own that this is another wording of, or an answer to be written once more: a branch beside it.</param>
    internal sealed record MessageRequest(
        [property: StringLength(Message.MaxText, MinimumLength = 1), Example("How do I end a session on a lost phone?")] string? Text,
        ChosenTool? Tool,
        Guid? Replaces,
        [property: StringLength(OpenPage.MaxPath, MinimumLength = 1), RegularExpression(@"/[^\s?#]*"), Example("/admin/people")]
            string? PagePath,
        [property: StringLength(OpenPage.MaxTitle), Example("People")] string? PageTitle,
        Guid? PageTargetId
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
        var conversation = (
            await db
                .Conversations.FromSql(
                    $"select *, xmin from assistant.conversations where id = {id} and owner_id = {caller.UserId} for update"
                )
                .ToListAsync(cancel)
        ).SingleOrDefault();
        if (conversation is null)
            return AssistantErrors.ConversationNotFound.ToProblem();
        var replaced = request.Replaces is { } other
            ? await db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.ConversationId == id && m.Id == other, cancel)
            : null;
        var text = request.Text?.Trim() ?? "";
        var isAgain = text.Length == 0 && request.Tool is null;
        // Below what: the question whose answer is written once more, what was replaced hangs on, or the end of what is shown.
        var parent =
            isAgain ? (replaced?.Role == MessageRole.Assistant ? replaced.ParentId : null)
            : replaced is null ? conversation.HeadId
            : replaced.ParentId;
        var key = http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 and <= 200 } sent ? sent : null;
        var standing = await StandingAsync(db, id, key, parent, cancel);
        if (standing.Known is { } known)
            return reader.Answer(http, known, cancel);
        if (standing.IsAnswering)
            return AssistantErrors.StillAnswering.ToProblem();
        if (request.Tool is not null && tool is null)
            return PlatformErrors.UnknownTool.ToProblem();
        if (request.Replaces is not null && replaced is null)
            return AssistantErrors.MessageNotFound.ToProblem();
        if (isAgain && parent is null)
            return AssistantErrors.NothingSaid.ToProblem();
        if (standing.Beside >= Message.MostBranches)
            return AssistantErrors.TooManyBranches.ToProblem();

        var asked = isAgain ? parent!.Value : AddQuestion(db, conversation, request, text, tool, parent, clock);
        var run = AddAnswer(db, conversation, asked, caller, ToolOrigin.Of(http), key, clock);
        db.Audit(AssistantAudit.MessageSent, conversation.Id);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        // Listened to before it begins: nothing of it is missed, and nothing has to be looked for.
        var answer = reader.Answer(http, reader.Listen(http, run.Id), cancel);
        runner.Begin(new Begun(run, asked, caller.Roles));
        return answer;
    }

    /// <summary>How it stands in a conversation before something is said.</summary>
    /// <param name="Known">The run that this key has begun.</param>
    /// <param name="IsAnswering">True where an answer is being written.</param>
    /// <param name="Beside">How many messages there are already where a new one would be.</param>
    private sealed record Standing(Guid? Known, bool IsAnswering, int Beside);

    /// <summary>In one query, because a person waits for the first word.</summary>
    private static Task<Standing> StandingAsync(AssistantDb db, Guid id, string? key, Guid? parent, CancellationToken cancel) =>
        db
            .Conversations.Where(c => c.Id == id)
            .Select(c => new Standing(
                db.Runs.Where(r => r.ConversationId == id && key != null && r.Key == key).Select(r => (Guid?)r.Id).FirstOrDefault(),
                db.Runs.Any(r => r.ConversationId == id && r.State != RunState.Ended),
                db.Messages.Count(m => m.ConversationId == id && m.ParentId == parent)
            ))
            .SingleAsync(cancel);

    /// <summary>Adds what the person says where it belongs.</summary>
    private static Guid AddQuestion(
        AssistantDb db,
        Conversation conversation,
        MessageRequest request,
        string text,
        Tool? tool,
        Guid? parent,
        TimeProvider clock
    )
    {
        var message = new Message
        {
            Id = Ids.New(clock),
            ConversationId = conversation.Id,
            ParentId = parent,
            Role = MessageRole.Person,
            State = MessageState.Done,
            Text = text,
            Parts = Parts.Write([
                tool is null ? new Part(PartKind.Text) { Text = text } : ChoiceOf(tool, request.Tool!),
                .. PageOf(request),
            ]),
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(message);
        if (conversation.Title.Length == 0)
            conversation.Title = Shortened(tool?.Title ?? text);
        return message.Id;
    }

    private static IEnumerable<Part> PageOf(MessageRequest request) =>
        request.PagePath is not { } path
            ? []
            :
            [
                new Part(PartKind.Page)
                {
                    Page = new OpenPage(path, request.PageTitle is { Length: > 0 } title ? title : path, request.PageTargetId),
                },
            ];

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
