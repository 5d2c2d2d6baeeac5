using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Approvals.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Approvals.Queue;

/// <summary>Says no; the person on whose behalf it would run may take it back in the same way, whoever decides.</summary>
internal static class RejectApproval
{
    internal sealed record Request([property: StringLength(500)] string? Reason);

    internal static void Map(RouteGroupBuilder approvals) =>
        approvals
            .MapPost("/{id:guid}/reject", HandleAsync)
            .Operation("approvals.reject", "Reject what waits", "Nothing is run. The reason is shown to whoever asked.")
            .RequiresSelf()
            .Addresses(ApprovalAudit.Approval)
            .Fails([.. Decision.Errors, ApprovalErrors.NotYoursToDecide])
            .NotATool("A no is a person's own.");

    private static async Task<Results<Ok<ApprovalDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request? request,
        Caller caller,
        IfMatch ifMatch,
        ApprovalsDb db,
        OperationContext operation,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var call = new DecisionCall(caller, ifMatch, db, operation, clock);
        var (approval, refused) = await Decision.TakeAsync(
            id,
            call,
            a => a.PersonId == caller.UserId ? null : Decision.OnlyDeciders(a, caller),
            cancel
        );
        if (approval is null)
            return refused!;

        approval.Decide(ApprovalState.Rejected, call);
        approval.Reason = request?.Reason?.Trim() is { Length: > 0 } reason ? reason : null;
        db.Audit(ApprovalAudit.Rejected, approval.Id, approval.Title)
            .Changed("operation", null, approval.Operation)
            .Changed("reason", null, approval.Reason);
        db.NotifyOutcome(approval);
        await db.SaveChangesAsync(cancel);
        await db.TellOfAsync(approval, cancel);
        response.Set(approval.Version);
        return TypedResults.Ok(ApprovalDetail.Of(approval, caller, call.Now));
    }
}
