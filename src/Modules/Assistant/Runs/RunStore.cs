using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SmartAI.Assistant.Conversations;
using SmartAI.Assistant.Data;
using SmartAI.Platform.Http;

namespace SmartAI.Assistant.Runs;

/// <summary>Which run is whose, and its end. Leases are the database's time: nodes' clocks differ.</summary>
internal sealed class RunStore(AssistantDb db, NpgsqlDataSource database, TimeProvider clock)
{
    internal const string LiveEventKind = "conversation-changed";

    /// <summary>Takes runs that nobody writes yet.</summary>
    internal Task<List<Guid>> ClaimAsync(string node, int most, CancellationToken cancel) =>
        db
            .Database.SqlQuery<Guid>(
                $"""
                update assistant.runs set state = 'Running', node = {node}, lease_until = clock_timestamp() + interval '20 seconds'
                where id in (select id from assistant.runs where state = 'Queued' order by id limit {most} for update skip locked)
                returning id as "Value"
                """
            )
            .ToListAsync(cancel);

    /// <summary>Takes this one, by a connection of its own. False where another node was there first, or its conversation was removed.</summary>
    internal async Task<bool> ClaimAsync(Guid run, string node, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            """
            update assistant.runs set state = 'Running', node = $2, lease_until = clock_timestamp() + interval '20 seconds'
            where id = $1 and state = 'Queued'
            """
        );
        command.Parameters.AddWithValue(run);
        command.Parameters.AddWithValue(node);
        return await command.ExecuteNonQueryAsync(cancel) == 1;
    }

    /// <summary>Renews this node's leases; those that it still holds, and whether somebody wants them stopped.</summary>
    internal async Task<Dictionary<Guid, bool>> RenewAsync(string node, Guid[] runs, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update assistant.runs set lease_until = clock_timestamp() + interval '20 seconds'
            where id = any({runs}) and state = 'Running' and node = {node}
            """,
            cancel
        );
        return await db
            .Runs.AsNoTracking()
            .Where(r => runs.Contains(r.Id) && r.State == RunState.Running && r.Node == node)
            .ToDictionaryAsync(r => r.Id, r => r.StopAskedAt != null, cancel);
    }

    /// <summary>Runs whose node has not been heard of for the time of a lease.</summary>
    internal Task<List<Guid>> AbandonedAsync(CancellationToken cancel) =>
        db
            .Database.SqlQuery<Guid>(
                $"""select id as "Value" from assistant.runs where state = 'Running' and lease_until < clock_timestamp() order by id limit 50"""
            )
            .ToListAsync(cancel);

    /// <summary>Ends a run whose node is gone with what it had told.</summary>
    internal async Task AbandonAsync(Guid run, CancellationToken cancel)
    {
        var pieces = await db.Pieces.AsNoTracking().Where(p => p.RunId == run).OrderBy(p => p.Number).ToListAsync(cancel);
        await EndAsync(
            run,
            null,
            Parts.Compose(pieces.Select(p => (p.Kind, p.Data))),
            new Answered(MessageState.Interrupted),
            pieces.Count == 0 ? 1 : pieces[^1].Number + 1,
            cancel
        );
    }

    /// <summary>Keeps the message, tells the readers, frees the conversation: together, and only by whoever holds the run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="node">Who holds it; null for one whose lease is over.</param>
    /// <param name="parts">What the message consists of.</param>
    /// <param name="answered">How it ended.</param>
    /// <param name="number">The number of the last piece, which tells the end.</param>
    /// <param name="cancel">Leaves it to the lease.</param>
    internal async Task EndAsync(Guid run, string? node, IReadOnlyList<Part> parts, Answered answered, int number, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var held = await db.Database.ExecuteSqlAsync(
            $"""
            update assistant.runs set state = 'Ended', ended_at = {clock.GetUtcNow()}, lease_until = null
            where id = {run} and state = 'Running' and (node = {node} or ({node}::text is null and lease_until < clock_timestamp()))
            """,
            cancel
        );
        var message = held == 0 ? null : await db.Messages.SingleOrDefaultAsync(m => m.Id == run, cancel);
        if (message is null)
            return;
        // Nobody calls any more: a call without an outcome has none that is known.
        parts =
        [
            .. parts.Select(p =>
                p.Tool?.State == StepState.Running ? p with { Tool = p.Tool with { State = StepState.Failed, Code = Interrupted } } : p
            ),
        ];
        message.State = answered.State;
        message.Text = Parts.WordsOf(parts).Replace("\0", "", StringComparison.Ordinal);
        message.Parts = Parts.Write(parts);
        if (answered.Took is [.., var last])
        {
            (message.ProviderId, message.Model) = (last.Provider.Id, last.Provider.Model);
            (message.InputTokens, message.OutputTokens) = (answered.Took.Sum(t => t.Input), answered.Took.Sum(t => t.Output));
        }

        foreach (
            var approval in parts.Where(p => p.Tool?.State == StepState.Waiting).Select(p => p.Tool!.ApprovalId).OfType<Guid>().Distinct()
        )
            db.Add(
                new WaitingCall
                {
                    ApprovalId = approval,
                    MessageId = run,
                    ConversationId = message.ConversationId,
                }
            );
        db.Add(
            new Piece
            {
                RunId = run,
                Number = number,
                Kind = PieceKinds.End,
                Data = JsonSerializer.Serialize(new { state = answered.State, model = message.Model }, Parts.Json),
            }
        );
        await db.SaveChangesAsync(cancel);
        await TellAsync(message.ConversationId, cancel);
        await db.NotifyAsync(PieceSignals.Channel, run.ToString(), cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The person's open pages read the conversation anew.</summary>
    internal async Task TellAsync(Guid conversation, CancellationToken cancel)
    {
        var owner = await db.Conversations.Where(c => c.Id == conversation).Select(c => (Guid?)c.OwnerId).SingleOrDefaultAsync(cancel);
        if (owner is { } id)
            await db.TellAsync(id, null, LiveEventKind, new { id = conversation }, cancel);
    }

    private const string Interrupted = "assistant.interrupted";
}
