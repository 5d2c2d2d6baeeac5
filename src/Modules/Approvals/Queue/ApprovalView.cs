using System.Linq.Expressions;
using System.Text.Json;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Approvals.Queue;

/// <summary>Somebody, by name as it was then.</summary>
internal sealed record ApprovalPerson(Guid Id, [property: Example("Sam Rivera")] string Name);

/// <summary>The one thing that it is about; the name where it could be read.</summary>
internal sealed record ApprovalTarget(
    [property: Example("identity.user")] string Type,
    string? Id,
    [property: Example("Robin Okafor")] string? Name
);

/// <summary>One approval, as lists show it.</summary>
internal sealed record ApprovalView(
    Guid Id,
    ApprovalState State,
    [property: Example("identity.users.lock")] string Operation,
    [property: Example("Lock an account")] string Title,
    ApprovalTarget? Target,
    ApprovalPerson OnBehalfOf,
    Face RequestedBy,
    string? Client,
    bool NeedsSecondPerson,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    ApprovalPerson? DecidedBy,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? FinishedAt,
    [property: Example("identity.user_already_locked")] string? Code
)
{
    internal static readonly Expression<Func<Approval, ApprovalView>> Of = a => new ApprovalView(
        a.Id,
        a.State,
        a.Operation,
        a.Title,
        a.TargetType == null ? null : new ApprovalTarget(a.TargetType, a.TargetId, a.TargetName),
        new ApprovalPerson(a.PersonId, a.PersonName),
        a.Face,
        a.Client,
        a.SecondPerson,
        a.CreatedAt,
        a.ExpiresAt,
        a.DecidedById == null ? null : new ApprovalPerson(a.DecidedById.Value, a.DecidedByName!),
        a.DecidedAt,
        a.FinishedAt,
        a.ResultCode
    );

    internal static readonly Func<Approval, ApprovalView> Show = Of.Compile();
}

/// <summary>An argument beside what it replaces. Values are JSON of any shape; before is null also where it is not known.</summary>
internal sealed record ChangeView([property: Example("displayName")] string Field, JsonElement? Before, JsonElement? After, bool IsKnown);

/// <summary>What the operation answered.</summary>
internal sealed record ApprovalResult(int Status, string? Code, JsonElement? Content);

/// <summary>An approval with all that whoever decides has to see: the exact arguments, what they change, and afterwards what came of it.</summary>
internal sealed record ApprovalDetail(
    ApprovalView Approval,
    JsonElement Arguments,
    IReadOnlyList<ChangeView> Changes,
    string? Reason,
    ApprovalResult? Result,
    bool MayDecide,
    bool MayEdit
)
{
    internal static ApprovalDetail Of(Approval approval, Caller caller, DateTimeOffset now)
    {
        // A program is not told what its scopes might not let it read: present values and names are for the person who decides.
        var isProgram = caller.Face is not Face.Web;
        var state = approval.StateAt(now);
        var view = ApprovalView.Show(approval) with { State = state };
        var changes = JsonSerializer.Deserialize<List<ApprovalChange>>(approval.Changes, JsonSerializerOptions.Web)!;
        return new ApprovalDetail(
            isProgram && view.Target is { } target ? view with { Target = target with { Name = null } } : view,
            JsonSerializer.Deserialize<JsonElement>(approval.Arguments),
            [
                .. changes.Select(c =>
                    isProgram ? new ChangeView(c.Field, null, c.After, false) : new ChangeView(c.Field, c.Before, c.After, c.IsKnown)
                ),
            ],
            approval.Reason,
            approval.ResultStatus is { } status
                ? new ApprovalResult(
                    status,
                    approval.ResultCode,
                    approval.Result is null ? null : JsonSerializer.Deserialize<JsonElement>(approval.Result)
                )
                : null,
            MayDecide: state == ApprovalState.Waiting && !isProgram && approval.MayBeDecidedBy(caller),
            MayEdit: state == ApprovalState.Waiting && !isProgram && approval.PersonId == caller.UserId
        );
    }
}
