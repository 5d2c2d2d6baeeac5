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

/// <summary>Says yes. What was approved runs in a job of the same transaction, so it runs if and only if the yes was written.</summary>
internal static class ApproveApproval
{
    internal static void Map(RouteGroupBuilder approvals) =>
        approvals
            .MapPost("/{id:guid}/approve", HandleAsync)
            .Operation(
                "approvals.approve",
                "Approve what waits",
                "It runs once, in the background, with the permissions that its person then has. Send If-Match with the ETag of what was read to approve "
                    + "exactly that."
            )
            .RequiresSelf()
            .Addresses(ApprovalAudit.Approval)
            .Fails([.. Decision.Errors, ApprovalErrors.NotYoursToDecide, ApprovalErrors.PersonGone])
            .NotATool("A yes is a person's own.");

    private static async Task<Results<Ok<ApprovalDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        IfMatch ifMatch,
        ApprovalsDb db,
        OperationContext operation,
        ICallers callers,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var call = new DecisionCall(caller, ifMatch, db, operation, clock);
        var (seen, notSeen) = await Decision.LookAsync(id, call, a => Decision.OnlyDeciders(a, caller), cancel);
        if (seen is null)
            return notSeen!;
        if (await callers.FindAsync(seen.PersonId, seen.Face, cancel) is null)
            return ApprovalErrors.PersonGone.ToProblem();
        var (approval, refused) = await Decision.TakeAsync(id, call, a => Decision.OnlyDeciders(a, caller), cancel);
        if (approval is null)
            return refused!;

        approval.Decide(ApprovalState.Approved, call);
        db.Audit(ApprovalAudit.Approved, approval.Id, approval.Title)
            .Changed("operation", null, approval.Operation)
            .Changed("state", "waiting", "approved");
        db.Enqueue(new RunApproval(approval.Id));
        await db.SaveChangesAsync(cancel);
        await db.TellOfAsync(approval, cancel);
        response.Set(approval.Version);
        return TypedResults.Ok(ApprovalDetail.Of(approval, caller, call.Now));
    }
}
