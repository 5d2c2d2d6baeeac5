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
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Assistant.Instructions;

/// <summary>What models are told before they talk with people of a role.</summary>
internal static class ManageInstructions
{
    /// <summary>By role; there are no more of them than roles, which are named too.</summary>
    internal sealed record InstructionList(
        IReadOnlyList<InstructionView> Items,
        [property: Example("member")] IReadOnlyList<string> KnownRoles
    );

    /// <param name="Text">An empty one takes the instruction away.</param>
    internal sealed record InstructionRequest(
        [property: StringLength(Instruction.MaxText), Example("Answer in at most three sentences.")] string Text
    );

    internal static void Map(RouteGroupBuilder instructions)
    {
        instructions
            .MapGet("/", ListAsync)
            .Operation("assistant.instructions.list", "List what models are told, by role")
            .Requires(AssistantPermissions.ManageRules)
            .AsTool(ToolUse.Read);
        instructions
            .MapGet("/{role}", GetAsync)
            .Operation("assistant.instructions.get", "Read what models are told for one role", "Empty where nothing was written.")
            .Requires(AssistantPermissions.ManageRules)
            .Addresses(AssistantAudit.Instruction, "role")
            .Fails(ApprovalErrors.UnknownRole)
            .AsTool(ToolUse.Read);
        instructions
            .MapPut("/{role}", UpdateAsync)
            .Operation(
                "assistant.instructions.update",
                "Write what models are told for one role",
                "The role everyone stands for all. Somebody with several roles gets the words of each. An empty text takes it away."
            )
            .Requires(AssistantPermissions.ManageRules)
            .Addresses(AssistantAudit.Instruction, "role")
            .Fails(ApprovalErrors.UnknownRole, PlatformErrors.Stale)
            .NotATool("What a model is told is not for a model to say.");
    }

    private static async Task<Ok<InstructionList>> ListAsync(AssistantDb db, ICallers callers, CancellationToken cancel) =>
        TypedResults.Ok(
            new InstructionList(
                await db.Instructions.OrderBy(i => i.Role).Select(i => new InstructionView(i.Role, i.Text)).Take(1000).ToListAsync(cancel),
                await callers.RolesAsync(cancel)
            )
        );

    private static async Task<Results<Ok<InstructionView>, ProblemHttpResult>> GetAsync(
        string role,
        HttpResponse response,
        AssistantDb db,
        ICallers callers,
        CancellationToken cancel
    )
    {
        if (!await IsRoleAsync(role, callers, cancel))
            return ApprovalErrors.UnknownRole.ToProblem();
        var known = await db.Instructions.AsNoTracking().SingleOrDefaultAsync(i => i.Role == role, cancel);
        response.Set(known?.Version ?? 0);
        return TypedResults.Ok(new InstructionView(role, known?.Text ?? ""));
    }

    private static async Task<Results<Ok<InstructionView>, ProblemHttpResult>> UpdateAsync(
        string role,
        InstructionRequest request,
        IfMatch ifMatch,
        HttpResponse response,
        AssistantDb db,
        ICallers callers,
        CancellationToken cancel
    )
    {
        if (!await IsRoleAsync(role, callers, cancel))
            return ApprovalErrors.UnknownRole.ToProblem();
        var known = await db.Instructions.SingleOrDefaultAsync(i => i.Role == role, cancel);
        if (ifMatch.Refuses(known?.Version ?? 0, () => new InstructionView(role, known?.Text ?? "")) is { } stale)
            return stale;
        var text = request.Text.Trim();
        var entry = db.Audit(AssistantAudit.InstructionChanged, role, role);
        entry.Changed("text", known?.Text, text);
        if (text.Length == 0 && known is not null)
            db.Remove(known);
        else if (known is not null)
            known.Text = text;
        else if (text.Length > 0)
            db.Add(known = new Instruction { Role = role, Text = text });
        await db.SaveChangesAsync(cancel);
        response.Set(text.Length == 0 ? 0 : known!.Version);
        return TypedResults.Ok(new InstructionView(role, text));
    }

    private static async Task<bool> IsRoleAsync(string role, ICallers callers, CancellationToken cancel) =>
        role == Instruction.Everyone || (await callers.RolesAsync(cancel)).Contains(role);
}
