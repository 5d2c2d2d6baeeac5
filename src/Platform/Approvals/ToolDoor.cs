using SmartAI.Platform.Errors;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Platform.Approvals;

/// <summary>
/// The one way in for programs and the assistant: the tool's policy decides whether a call is refused, runs at once, or waits for a person's yes.
/// </summary>
public sealed class ToolDoor
{
    private readonly ToolCatalog _catalog;
    private readonly ToolInvoker _invoker;
    private readonly ToolPolicies _policies;
    private readonly ApprovalIntake _intake;

    internal ToolDoor(ToolCatalog catalog, ToolInvoker invoker, ToolPolicies policies, ApprovalIntake intake) =>
        (_catalog, _invoker, _policies, _intake) = (catalog, invoker, policies, intake);

    /// <summary>
    /// Calls a tool. What has to wait answers with <see cref="ToolResult.ApprovalId"/>; a second call with the same <see cref="ToolCall.CallId"/> is the same
    /// call. The outcome is told by the live event <c>approval-changed</c> and stands in the approval.
    /// </summary>
    public async Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancel)
    {
        if (_catalog.Find(call.Name) is not { } tool)
            return await _invoker.CallAsync(call, cancel);
        var ruling = await _policies.OfAsync(tool, call.Caller, cancel);
        return ruling.Rule switch
        {
            ToolRule.Allow => await _invoker.CallAsync(call, cancel),
            ToolRule.Ask when call.HasStandingYes && ruling.MayStand => await _invoker.CallAsync(call, cancel),
            ToolRule.Ask => await _intake.AskAsync(tool, call, ruling.SecondPerson, cancel),
            _ => await _invoker.RefuseAsync(call, PlatformErrors.ToolForbidden, cancel),
        };
    }
}
