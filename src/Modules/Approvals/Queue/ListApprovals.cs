using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using SmartAI.Approvals.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Approvals.Queue;

/// <summary>What was asked for in one's own name and what one may decide; and of these, what waits for one's yes.</summary>
internal static class ListApprovals
{
    /// <summary>Stands for whoever may decide as a second person: who one is and what one may are then one value, and the queries stay the same for all.</summary>
    private static readonly Guid s_decider = Guid.AllBitsSet;

    private static readonly ListOf<Approval, ApprovalView> s_all = ListOf<Approval, ApprovalView>
        .By(a => a.Id, ApprovalView.Of)
        .Scope(Who, (a, who) => who.Contains(a.PersonId) || who.Contains(a.CredentialId) || (a.SecondPerson && who.Contains(s_decider)))
        .Sort("createdAt", a => a.Id)
        .FilterAny<ApprovalState>("state", "Only in one of these states.", (a, states) => states.Contains(a.State));

    private static readonly ListOf<Approval, ApprovalView> s_waiting = ListOf<Approval, ApprovalView>
        .By(a => a.Id, ApprovalView.Of)
        .Where(a => a.State == ApprovalState.Waiting)
        .Scope(
            Who,
            (a, who) =>
                a.SecondPerson
                    ? !who.Contains(a.PersonId) && who.Contains(s_decider)
                    : who.Contains(a.PersonId) || who.Contains(a.CredentialId)
        )
        .Sort("createdAt", a => a.Id);

    internal static void Map(RouteGroupBuilder approvals)
    {
        approvals
            .MapGet("/", (ListRequest list, ApprovalsDb db, CancellationToken cancel) => s_all.AnswerAsync(list, db, cancel))
            .Operation(
                "approvals.list",
                "List approvals",
                "What was asked for in your name and, for those who decide as a second person, what others asked for. Newest first."
            )
            .RequiresSelf()
            .AnswersList(s_all)
            .AsTool(ToolUse.Read);
        approvals
            .MapGet("/waiting", (ListRequest list, ApprovalsDb db, CancellationToken cancel) => s_waiting.AnswerAsync(list, db, cancel))
            .Operation("approvals.waiting", "List what waits for your yes", "Newest first.")
            .RequiresSelf()
            .AnswersList(s_waiting)
            .AsTool(ToolUse.Read);
    }

    private static Guid[] Who(Caller caller) =>
        // A token knows what it asked for itself.
        caller.Scopes
            is not null
            ? [caller.CredentialId]
        : caller.Granted.Contains(ApprovalPermissions.Decide.Name) ? [caller.UserId, s_decider]
        : [caller.UserId];
}
