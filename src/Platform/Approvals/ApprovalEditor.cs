using System.Text;
using System.Text.Json;
using SmartAI.Platform.Access;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Platform.Approvals;

/// <summary>Takes other arguments for an approval that waits, after the same checks that the first ones went through.</summary>
public sealed class ApprovalEditor
{
    private readonly ToolCatalog _catalog;
    private readonly ToolInvoker _invoker;
    private readonly ApprovalDifference _difference;

    internal ApprovalEditor(ToolCatalog catalog, ToolInvoker invoker, ApprovalDifference difference) =>
        (_catalog, _invoker, _difference) = (catalog, invoker, difference);

    /// <summary>Null if the approval now holds the arguments; else what the operation says against them.</summary>
    public async Task<ToolResult?> ChangeAsync(
        Approval approval,
        JsonElement arguments,
        Caller caller,
        ToolOrigin origin,
        CancellationToken cancel
    )
    {
        var name = approval.Operation.Replace('.', '_');
        var call = new ToolCall(name, arguments, caller, approval.Face, $"edit:{approval.Id}", origin);
        if (_catalog.Find(name) is not { } tool)
            return await _invoker.CallAsync(call, cancel);
        if (Encoding.UTF8.GetByteCount(arguments.GetRawText()) > ApprovalIntake.MostBytes)
            return await _invoker.RefuseAsync(call, ApprovalErrors.ArgumentsTooLarge, cancel);
        var rehearsed = await _invoker.RehearseAsync(call, cancel);
        if (rehearsed.IsError)
            return rehearsed;
        var (seen, refused) = await _difference.ReadAsync(tool, call, cancel);
        if (seen is null)
            return refused;
        approval.Arguments = ApprovalIntake.TextOf(arguments);
        (approval.TargetId, approval.TargetName) = (seen.TargetId, seen.TargetName);
        approval.Changes = JsonSerializer.Serialize(seen.Changes, JsonSerializerOptions.Web);
        return null;
    }
}
