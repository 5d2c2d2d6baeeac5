using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Platform.Approvals;

/// <summary>Runs what was approved. Written in the transaction of the yes.</summary>
public sealed record RunApproval(Guid ApprovalId) : IJob
{
    /// <inheritdoc/>
    public static string Kind => "approvals.run";

    /// <inheritdoc/>
    public static JsonSerializerContext Json => ApprovalJobs.Default;

    /// <inheritdoc/>
    public static short Priority => 10;
}

/// <summary>The payloads of approvals.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RunApproval))]
[JsonSerializable(typeof(ExpireApprovals))]
internal sealed partial class ApprovalJobs : JsonSerializerContext;

/// <summary>
/// Runs it once: the approval's id is the Idempotency-Key of the change and commits with it, so an attempt after a crash gets the first one's answer.
/// Everything is asked anew: whether the person is still one, their permissions of now, the tool's policy of now, and whether the yes still counts.
/// </summary>
internal sealed class RunApprovalHandler(
    PlatformDb db,
    ICallers callers,
    ToolCatalog catalog,
    ToolInvoker invoker,
    ToolPolicies policies,
    TimeProvider clock
) : IJobHandler<RunApproval>
{
    /// <summary>What a result may take in the queue; a longer one is left out.</summary>
    private const int MostResult = 64 * 1024;

    public async Task RunAsync(RunApproval job, JobRun run, CancellationToken cancel)
    {
        var approval = await db.Set<Approval>().SingleOrDefaultAsync(a => a.Id == job.ApprovalId, cancel);
        if (approval is not { State: ApprovalState.Approved })
            return;
        var (result, refusal) = await TryAsync(approval, cancel);
        // The database away, the person's rate limit, an attempt before that still goes on: it is worth another attempt.
        if (result is { Status: 429 or 503 or 504 } or { Code: "request.idempotency_in_progress" } && !run.IsLastAttempt)
            throw new InvalidOperationException($"{approval.Operation} answered {result.Status} {result.Code}.");

        approval.State = result is { IsError: false } ? ApprovalState.Done : ApprovalState.Failed;
        approval.FinishedAt = clock.GetUtcNow();
        approval.ResultStatus = result?.Status ?? refusal!.Status;
        approval.ResultCode = result is null ? refusal!.Code : result.Code;
        approval.Result = result?.Content?.GetRawText() is { Length: <= MostResult } content ? content : null;
        db.Audit(ApprovalAudit.Ran, approval.Id, approval.Title)
            .By(approval.PersonId, approval.PersonName)
            .Changed("operation", null, approval.Operation)
            .Changed("state", "approved", approval.State.ToString().ToLowerInvariant())
            .Changed("code", null, approval.ResultCode);
        db.NotifyOutcome(approval);
        await db.SaveChangesAsync(cancel);
        await db.TellOfAsync(approval, cancel);
    }

    private async Task<(ToolResult? Result, Error? Refusal)> TryAsync(Approval approval, CancellationToken cancel)
    {
        if (await callers.FindAsync(approval.PersonId, approval.Face, cancel) is not { } person)
            return (null, ApprovalErrors.PersonGone);
        var decider =
            approval.DecidedById == approval.PersonId ? person : await callers.FindAsync(approval.DecidedById!.Value, Face.Web, cancel);
        if (decider is null || !approval.MayBeDecidedBy(decider))
            return (null, PlatformErrors.DeciderLostRight);
        if (catalog.Find(approval.Operation.Replace('.', '_')) is not { } tool)
            return (null, PlatformErrors.UnknownTool);
        var call = new ToolCall(
            tool.Name,
            JsonSerializer.Deserialize<JsonElement>(approval.Arguments),
            person,
            approval.Face,
            $"approval:{approval.Id}",
            new ToolOrigin(IPAddress.TryParse(approval.Address, out var address) ? address : null, approval.Client)
        );
        return (await policies.OfAsync(tool, person, cancel)).Rule == ToolRule.Forbid
            ? (await invoker.RefuseAsync(call, PlatformErrors.ToolForbidden, cancel), null)
            : (await invoker.CallAsync(call, cancel), null);
    }
}
