using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Conversations;
using SmartAI.Assistant.Data;
using SmartAI.Assistant.Models;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.Runs;

/// <summary>
/// Takes what came of the changes that waited for a yes into their conversations, however long it took; with a model the conversation goes on from there.
/// </summary>
internal sealed class Outcomes(AssistantDb db, RunStore store, ConfiguredModels models, ICallers callers, TimeProvider clock)
{
    private const int AtOnce = 200;
    private const int MostWaiting = 20_000;

    internal async Task TakeAsync(CancellationToken cancel)
    {
        var waiting = await db
            .WaitingCalls.AsNoTracking()
            .OrderBy(w => w.ApprovalId)
            .Take(MostWaiting)
            .ToDictionaryAsync(w => w.ApprovalId, cancel);
        if (waiting.Count == 0)
            return;
        var ids = waiting.Keys.ToArray();
        var ended = await db.Set<Approval>()
            .AsNoTracking()
            .Where(a => ids.Contains(a.Id) && a.State != ApprovalState.Waiting && a.State != ApprovalState.Approved)
            .OrderBy(a => a.Id)
            .Take(AtOnce)
            .ToListAsync(cancel);
        foreach (var approval in ended)
            await TakeAsync(approval, waiting[approval.Id], cancel);
    }

    private async Task TakeAsync(Approval approval, WaitingCall call, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"select 1 from assistant.conversations where id = {call.ConversationId} for update", cancel);
        // Two nodes look at the same time: who takes the row away takes the outcome in.
        if (await db.WaitingCalls.Where(w => w.ApprovalId == approval.Id).ExecuteDeleteAsync(cancel) == 0)
            return;
        db.ChangeTracker.Clear();
        var message = await db.Messages.SingleAsync(m => m.Id == call.MessageId, cancel);
        var parts = Parts
            .Read(message.Parts)
            .Select(p => p.Tool?.ApprovalId == approval.Id ? p with { Tool = After(p.Tool, approval) } : p)
            .ToList();
        message.Parts = Parts.Write(parts);
        if (!parts.Exists(p => p.Tool?.State == StepState.Waiting))
        {
            message.State = MessageState.Done;
            await GoOnAsync(message, cancel);
        }

        await db.SaveChangesAsync(cancel);
        await store.TellAsync(call.ConversationId, cancel);
        await db.NotifyAsync(Runner.Channel, "queued", cancel);
        await transaction.CommitAsync(cancel);
    }

    private static ToolStep After(ToolStep step, Approval approval)
    {
        var result = approval.Result is null
            ? (System.Text.Json.JsonElement?)null
            : System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(approval.Result);
        var isCut = approval.Result?.Length > ToolCalls.MostKept;
        return step with
        {
            // As it was approved: the person may have changed it.
            Arguments = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(approval.Arguments),
            State = approval.State == ApprovalState.Done ? StepState.Done : StepState.Failed,
            Code = approval.State switch
            {
                ApprovalState.Done => null,
                ApprovalState.Rejected => "assistant.change_rejected",
                ApprovalState.Expired => ApprovalErrors.Expired.Code,
                _ => approval.ResultCode,
            },
            Result = isCut ? null : result,
            IsCut = isCut,
            MayAllowAlways = false,
        };
    }

    /// <summary>A model says what came of it, unless the person has gone on elsewhere in the meantime.</summary>
    private async Task GoOnAsync(Message message, CancellationToken cancel)
    {
        var conversation = await db.Conversations.SingleAsync(c => c.Id == message.ConversationId, cancel);
        var before = await db.Runs.AsNoTracking().SingleAsync(r => r.Id == message.Id, cancel);
        if (conversation.HeadId != message.Id || await callers.FindAsync(before.PersonId, Face.Assistant, cancel) is not { } person)
            return;
        using var chat = await models.ChatAsync(person.Roles, cancel);
        if (chat is null)
            return;
        var caller = person with
        {
            Scopes = before.Scopes is null ? null : System.Collections.Frozen.FrozenSet.ToFrozenSet(before.Scopes, StringComparer.Ordinal),
            CredentialId = before.CredentialId,
        };
        SendMessage.AddAnswer(db, conversation, message.Id, caller, ToolOrigin.None, null, clock);
    }
}
