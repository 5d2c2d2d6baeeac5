using Microsoft.Extensions.DependencyInjection;

namespace SmartAI.Platform.Data;

/// <summary>
/// Reads rows by id for all who ask at once, as DataLoader does (github.com/graphql/dataloader): who asks while others are being read waits for the next
/// query, and that one brings what all of them want. Who is alone has one query of their own as ever; in a crowd the database does half of the work
/// (docs/decisions/0049). A row is never older than the question. What a caller may see is checked before: one query serves many.
/// </summary>
/// <param name="query">The rows of some ids, in any order: <see cref="RowsById{TContext, TEntity, TRow}.Run"/>. What it gives is handed to several callers: it must not change.</param>
/// <param name="idOf">The id of such a row.</param>
public sealed class BatchedRead<TContext, TRow>(
    IServiceScopeFactory scopes,
    Func<TContext, Guid[], IAsyncEnumerable<TRow>> query,
    Func<TRow, Guid> idOf
)
    where TContext : ModuleDbContext
    where TRow : class
{
    // So few that a crowd gathers behind them, so many that eight callers hardly wait for one another (measured, docs/decisions/0049).
    private const int AtOnce = 4;
    private const int MostIds = 100;

    private readonly Lock _gate = new();
    private readonly Queue<Question> _waiting = [];
    private int _reading;

    /// <summary>The row, or null. Fails as a query of its own would, with all that were asked in it.</summary>
    public async Task<TRow?> FindAsync(Guid id, CancellationToken cancel)
    {
        var question = new Question(id);
        if (Enters(question))
            return await ReadAsync(question);
        await using var hangUp = cancel.UnsafeRegister(static (asked, token) => ((Question)asked!).TrySetCanceled(token), question);
        return await question.Task == Turn.Read ? await ReadAsync(question) : question.Row;
    }

    private bool Enters(Question question)
    {
        lock (_gate)
        {
            if (_reading < AtOnce)
            {
                _reading++;
                return true;
            }

            _waiting.Enqueue(question);
            return false;
        }
    }

    /// <remarks>Whose turn it is reads for those behind it, so its own hanging up does not end the query.</remarks>
    private async Task<TRow?> ReadAsync(Question own)
    {
        List<Question> batch = [own];
        try
        {
            Gather(batch);
            var rows = new Dictionary<Guid, TRow>(batch.Count);
            await using (var scope = scopes.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<TContext>();
                await foreach (var row in query(db, [.. batch.Select(q => q.Id).Distinct()]))
                    rows.Add(idOf(row), row);
            }

            foreach (var question in batch)
                question.Answer(rows.GetValueOrDefault(question.Id));
            return own.Row;
        }
        catch (Exception failure)
        {
            // Not its own: nobody looks at that one any more.
            foreach (var question in batch.Skip(1))
                question.TrySetException(failure);
            throw;
        }
        finally
        {
            PassOn();
        }
    }

    private void Gather(List<Question> batch)
    {
        lock (_gate)
        {
            while (batch.Count < MostIds && _waiting.TryDequeue(out var next))
                if (!next.Task.IsCompleted)
                    batch.Add(next);
        }
    }

    /// <summary>The turn goes to one who waits and has not hung up.</summary>
    private void PassOn()
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var next))
                if (next.TrySetResult(Turn.Read))
                    return;
            _reading--;
        }
    }

    private enum Turn
    {
        Read,
        IsOver,
    }

    // What awaits it goes on elsewhere: whoever reads must not do the others' work too.
    private sealed class Question(Guid id) : TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        internal Guid Id => id;
        internal TRow? Row { get; private set; }

        internal void Answer(TRow? row)
        {
            Row = row;
            TrySetResult(Turn.IsOver);
        }
    }
}
