using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Approvals.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Approvals.Queue;

/// <summary>Changes the arguments before anybody said yes. They pass the operation's own checks; a yes to the version before is stale.</summary>
internal static class EditApproval
{
    internal sealed record Request(JsonElement Arguments);

    internal static void Map(RouteGroupBuilder approvals) =>
        approvals
            .MapPut("/{id:guid}/arguments", HandleAsync)
            .Operation(
                "approvals.edit",
                "Change the arguments of what waits",
                "All of them, as one object. Fails with what the operation itself would say against them."
            )
            .RequiresSelf()
            .Addresses(ApprovalAudit.Approval)
            .Fails([
                .. Decision.Errors,
                ApprovalErrors.NotYoursToEdit,
                ApprovalErrors.ArgumentsTooLarge,
                PlatformErrors.UnknownTool,
                PlatformErrors.ToolTimedOut,
            ])
            .NotATool("A program asks again with other arguments.");

    private static async Task<Results<Ok<ApprovalDetail>, ProblemHttpResult, ContentHttpResult>> HandleAsync(
        Guid id,
        Request request,
        Caller caller,
        IfMatch ifMatch,
        ApprovalsDb db,
        OperationContext operation,
        ApprovalEditor editor,
        HttpContext http,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (request.Arguments.ValueKind != JsonValueKind.Object)
            return PlatformErrors.WrongType.OnField("/arguments");
        var call = new DecisionCall(caller, ifMatch, db, operation, clock);
        var (edited, notSeen) = await Decision.LookAsync(id, call, a => OnlyTheirOwn(a, caller), cancel);
        if (edited is null)
            return notSeen!;
        if (ifMatch.Refuses(edited.Version, () => ApprovalDetail.Of(edited, caller, call.Now)) is { } stale)
            return stale;
        if (await editor.ChangeAsync(edited, request.Arguments, caller, ToolOrigin.Of(http), cancel) is { } wrong)
            return TypedResults.Content(wrong.Content?.GetRawText() ?? "{}", "application/problem+json", statusCode: wrong.Status);

        var (approval, refused) = await Decision.TakeAsync(id, call, a => OnlyTheirOwn(a, caller), cancel);
        if (approval is null)
            return refused!;
        var before = ApprovalQueue.NamesIn(approval);
        approval.ChangeTo(edited);
        db.Audit(ApprovalAudit.Edited, approval.Id, approval.Title).Changed("arguments", before, ApprovalQueue.NamesIn(approval));
        await db.SaveChangesAsync(cancel);
        await db.TellOfAsync(approval, cancel);
        http.Response.Set(approval.Version);
        return TypedResults.Ok(ApprovalDetail.Of(approval, caller, call.Now));
    }

    private static Error? OnlyTheirOwn(Approval approval, Caller caller) =>
        approval.PersonId == caller.UserId ? null : ApprovalErrors.NotYoursToEdit;
}
