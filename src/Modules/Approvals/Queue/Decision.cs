using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartAI.Approvals.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Approvals.Queue;

/// <summary>What yes, no and other arguments have to pass alike.</summary>
internal static class Decision
{
    internal static readonly Error[] Errors =
    [
        ApprovalErrors.NotFound,
        ApprovalErrors.PersonNeeded,
        ApprovalErrors.AlreadyDecided,
        ApprovalErrors.Expired,
        PlatformErrors.Stale,
    ];

    /// <summary>The approval while it still waits, held until the operation ends; or why not.</summary>
    internal static async Task<(Approval? Approval, ProblemHttpResult? Refused)> TakeAsync(
        Guid id,
        DecisionCall call,
        Func<Approval, Error?> refuses,
        CancellationToken cancel
    ) => MayDecide(call) ?? Check(await call.Db.TakeApprovalAsync(id, call.Caller, cancel), call, refuses);

    /// <summary>
    /// The same without holding it, for what has to be asked over another connection first. Who waits for an approval keeps a connection meanwhile: if its
    /// holder needed one more, enough of them at once would wait for each other.
    /// </summary>
    internal static async Task<(Approval? Approval, ProblemHttpResult? Refused)> LookAsync(
        Guid id,
        DecisionCall call,
        Func<Approval, Error?> refuses,
        CancellationToken cancel
    ) =>
        MayDecide(call)
        ?? Check(
            await call.Db.Approvals.AsNoTracking().VisibleTo(call.Caller).SingleOrDefaultAsync(a => a.Id == id, cancel),
            call,
            refuses
        );

    /// <summary>Whoever holds a token may be the very program that asks: the yes of a person takes their browser.</summary>
    private static (Approval?, ProblemHttpResult?)? MayDecide(DecisionCall call) =>
        call.Caller.Face is Face.Web ? null : (null, ApprovalErrors.PersonNeeded.ToProblem());

    private static (Approval?, ProblemHttpResult?) Check(Approval? approval, DecisionCall call, Func<Approval, Error?> refuses)
    {
        if (approval is null)
            return (null, ApprovalErrors.NotFound.ToProblem());
        call.Operation.About(ApprovalAudit.Approval, approval.Id, approval.Title);
        if (refuses(approval) is { } error)
            return (null, error.ToProblem());
        var state = approval.StateAt(call.Now);
        if (state == ApprovalState.Expired)
            return (null, ApprovalErrors.Expired.ToProblem());
        if (state != ApprovalState.Waiting)
            return (null, ApprovalErrors.AlreadyDecided.ToProblem());
        // The yes is bound to what was read: arguments that somebody changed meanwhile are another version.
        return call.IfMatch.RefusesIfSent(approval.Version, () => ApprovalDetail.Of(approval, call.Caller, call.Now)) is { } stale
            ? (null, stale)
            : (approval, null);
    }

    internal static Error? OnlyDeciders(Approval approval, Caller caller) =>
        approval.MayBeDecidedBy(caller) ? null : ApprovalErrors.NotYoursToDecide;

    internal static void Decide(this Approval approval, ApprovalState state, DecisionCall call)
    {
        approval.State = state;
        (approval.DecidedById, approval.DecidedByName) = (call.Caller.UserId, call.Caller.Name);
        approval.DecidedAt = call.Now;
    }
}

/// <summary>Who decides, about which version, and what it is written with. A handler takes it as one parameter.</summary>
internal sealed record DecisionCall(Caller Caller, IfMatch IfMatch, ApprovalsDb Db, OperationContext Operation, TimeProvider Clock)
{
    internal DateTimeOffset Now { get; } = Clock.GetUtcNow();
}
