using Microsoft.Extensions.DependencyInjection;

namespace SmartAI.Platform.Data.Together;

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
    private readonly Turns<Asked> _turns = new(atOnce: 4, most: 100);

    /// <summary>The row, or null. Fails as a query of its own would, with all that were asked in it.</summary>
    public async Task<TRow?> FindAsync(Guid id, CancellationToken cancel)
    {
        var asked = new Asked(id);
        return await _turns.TakeAsync(asked, cancel) == Turn.Read ? await ReadAsync(asked) : asked.Row;
    }

    /// <remarks>Whose turn it is reads for those behind it, so its own hanging up does not end the query.</remarks>
    private async Task<TRow?> ReadAsync(Asked own)
    {
        var batch = _turns.Gather(own);
        try
        {
            var rows = new Dictionary<Guid, TRow>(batch.Count);
            await using (var scope = scopes.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<TContext>();
                await foreach (var row in query(db, [.. batch.Select(q => q.Id).Distinct()]))
                    rows.Add(idOf(row), row);
            }

            foreach (var asked in batch)
                asked.Answer(rows.GetValueOrDefault(asked.Id));
            return own.Row;
        }
        catch (Exception failure)
        {
            // Not its own: nobody looks at that one any more.
            foreach (var asked in batch.Skip(1))
                asked.TrySetException(failure);
            throw;
        }
        finally
        {
            _turns.PassOn();
        }
    }

    private sealed class Asked(Guid id) : Question
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
