using System.Data.Common;
using Npgsql;

namespace SmartAI.Platform.Data.Together;

/// <summary>
/// Reads pages of one kind. In a crowd several statements go to the database in one batch, and each caller reads its own result of it: a third less work
/// for both sides than a round trip each (docs/decisions/0053). A statement is sent after it was asked for, so a page is never older than the question.
/// </summary>
internal sealed class PageLane(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>How many batches are under way at once.</summary>
    internal static readonly int AtOnce = Math.Max(4, Environment.ProcessorCount);

    // A page waits for those before it in its batch: at most for seven that each take less than what is slow.
    private const int Most = 8;
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(20);

    private readonly Turns<PageQuestion> _turns = new(AtOnce, Most);
    private long _ticks;

    /// <summary>Takes the place of <see cref="DbCommand.ExecuteReaderAsync(CancellationToken)"/>, and fails as it does.</summary>
    internal async Task<DbDataReader> ReadAsync(NpgsqlCommand command, CancellationToken cancel)
    {
        var question = PageQuestion.From(command);
        if (IsSlow)
            return await SendAsync([question], cancel);
        return await _turns.TakeAsync(question, cancel) switch
        {
            Turn.Read => await ReadAsync(question, cancel),
            Turn.Alone => await SendAsync([question.Anew()], cancel),
            _ => await question.Batch!.RowsAsync(),
        };
    }

    // What takes its time gains nothing by company, and would keep it waiting.
    private bool IsSlow => Volatile.Read(ref _ticks) > s_slow.Ticks;

    private async Task<PageReader> ReadAsync(PageQuestion own, CancellationToken cancel)
    {
        var batch = _turns.Gather(own);
        try
        {
            return await SendAsync(batch, cancel, _turns.PassOn);
        }
        catch
        {
            foreach (var other in batch.Skip(1))
                other.TrySetResult(Turn.Alone);
            _turns.PassOn();
            throw;
        }
    }

    /// <remarks>Who reads for others does not take their rows along when hanging up.</remarks>
    private async Task<PageReader> SendAsync(List<PageQuestion> questions, CancellationToken cancel, Action? ended = null)
    {
        var batch = new PageBatch(questions, ended, questions.Count == 1 ? cancel : CancellationToken.None);
        var rows = await batch.SendAsync(database, clock);
        // A mean in which the latest has an eighth. It is a hint: of two at once one may be lost.
        Volatile.Write(ref _ticks, _ticks + ((batch.Took.Ticks - _ticks) / 8));
        return rows;
    }
}
