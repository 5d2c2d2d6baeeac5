using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.Conversations;

/// <summary>A yes that holds for the rest of a conversation, where the tool's policy lets it; and its end.</summary>
internal static class AllowTool
{
    private const string ForThePerson = "Whether it is asked is for the person who is asked.";

    internal sealed record AllowRequest([property: StringLength(200, MinimumLength = 1), Example("identity_users_lock")] string Name);

    internal static void Map(RouteGroupBuilder conversations)
    {
        conversations
            .MapPost("/{id:guid}/allowed-tools", AllowAsync)
            .Operation(
                "assistant.conversations.allow",
                "Let a tool run in this conversation without asking again",
                "Only where the tool's policy lets it, and only by a person in a browser. Rights are checked at each call all the same."
            )
            .RequiresSelf()
            .Addresses(AssistantAudit.Conversation)
            .Fails(
                AssistantErrors.ConversationNotFound,
                AssistantErrors.MayNotStand,
                PlatformErrors.UnknownTool,
                ApprovalErrors.PersonNeeded
            )
            .NotATool(ForThePerson);
        conversations
            .MapDelete("/{id:guid}/allowed-tools/{name}", AskAgainAsync)
            .Operation("assistant.conversations.ask_again", "Have a tool ask again in this conversation")
            .RequiresSelf()
            .Addresses(AssistantAudit.Conversation)
            .Fails(AssistantErrors.ConversationNotFound)
            .NotATool(ForThePerson);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AllowAsync(
        Guid id,
        AllowRequest request,
        Caller caller,
        AssistantDb db,
        ToolCatalog catalog,
        ToolPolicies policies,
        CancellationToken cancel
    )
    {
        // As with a single yes: no program says it in a person's place.
        if (caller.Face != Face.Web)
            return ApprovalErrors.PersonNeeded.ToProblem();
        var conversation = await db.Conversations.VisibleTo(caller).SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (conversation is null)
            return AssistantErrors.ConversationNotFound.ToProblem();
        if ((await policies.OfferedAsync(catalog, caller, cancel)).FirstOrDefault(t => t.Name == request.Name) is not { } tool)
            return PlatformErrors.UnknownTool.ToProblem();
        if (!(await policies.OfAsync(tool, caller, cancel)).MayStand)
            return AssistantErrors.MayNotStand.ToProblem();
        if (!conversation.AllowedTools.Contains(tool.Name))
        {
            conversation.AllowedTools = [.. conversation.AllowedTools, tool.Name];
            db.Audit(AssistantAudit.ToolAllowed, conversation.Id).Changed("tool", null, tool.Name);
            await db.SaveChangesAsync(cancel);
        }

        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AskAgainAsync(
        Guid id,
        string name,
        Caller caller,
        AssistantDb db,
        CancellationToken cancel
    )
    {
        var conversation = await db.Conversations.VisibleTo(caller).SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (conversation is null)
            return AssistantErrors.ConversationNotFound.ToProblem();
        if (conversation.AllowedTools.Contains(name))
        {
            conversation.AllowedTools = [.. conversation.AllowedTools.Where(t => t != name)];
            db.Audit(AssistantAudit.ToolAsksAgain, conversation.Id).Changed("tool", name, null);
            await db.SaveChangesAsync(cancel);
        }

        return TypedResults.NoContent();
    }
}
