using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Approvals.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Approvals.Queue;

/// <summary>Reads one approval: for whoever decides what it would do, for the program that asked what came of it.</summary>
internal static class GetApproval
{
    internal static void Map(RouteGroupBuilder approvals) =>
        approvals
            .MapGet("/{id:guid}", HandleAsync)
            .Operation(
                "approvals.get",
                "Read one approval",
                "While its state is waiting or approved nothing has been changed yet; done and failed come with the operation's own answer as result. "
                    + "Programs are not told present values and names."
            )
            .RequiresSelf()
            .Addresses(ApprovalAudit.Approval)
            .Fails(ApprovalErrors.NotFound)
            .AsTool(ToolUse.Read);

    private static async Task<Results<Ok<ApprovalDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Caller caller,
        HttpResponse response,
        ApprovalsDb db,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var approval = await db.Approvals.AsNoTracking().VisibleTo(caller).SingleOrDefaultAsync(a => a.Id == id, cancel);
        if (approval is null)
            return ApprovalErrors.NotFound.ToProblem();
        response.Set(approval.Version);
        return TypedResults.Ok(ApprovalDetail.Of(approval, caller, clock.GetUtcNow()));
    }
}
