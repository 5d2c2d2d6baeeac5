using Npgsql;

namespace SmartAI.Platform.Data.Together;

/// <summary>
/// Statements that are under way together on a connection of their own. Whoever has read their result hands the connection to the next one, and the last
/// gives it back. A statement that fails takes along those behind it, which are then read each by itself.
/// </summary>
/// <param name="ended">Called once when the connection is free again; not where sending fails.</param>
/// <param name="cancel">Ends the statements.</param>
internal sealed class PageBatch(List<PageQuestion> questions, Action? ended, CancellationToken cancel) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;
    private NpgsqlBatch? _batch;
    private NpgsqlDataReader? _reader;
    private int _turn;
    private int _result;

    /// <summary>How long the first statement was under way.</summary>
    internal TimeSpan Took { get; private set; }

    /// <returns>The rows of the first question; the others have their turn when these are closed.</returns>
    internal async Task<PageReader> SendAsync(NpgsqlDataSource database, TimeProvider clock)
    {
        _connection = await database.OpenConnectionAsync(cancel);
        try
        {
            _batch = new NpgsqlBatch(_connection) { Timeout = questions[0].Timeout };
            foreach (var question in questions)
                _batch.BatchCommands.Add(question.Statement);
            var sent = clock.GetTimestamp();
            _reader = await _batch.ExecuteReaderAsync(cancel);
            Took = clock.GetElapsedTime(sent);
            return new PageReader(_reader, NextAsync, cancel);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>The rows of the question whose turn it is.</summary>
    internal async Task<PageReader> RowsAsync()
    {
        try
        {
            for (; _result < _turn; _result++)
                await _reader!.NextResultAsync(cancel);
            return new PageReader(_reader!, NextAsync, cancel);
        }
        catch
        {
            await EndAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_reader is not null)
            await _reader.DisposeAsync();
        if (_batch is not null)
            await _batch.DisposeAsync();
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private async Task NextAsync()
    {
        while (++_turn < questions.Count)
            if (questions[_turn].Answer(this))
                return;
        await EndAsync();
    }

    private async Task EndAsync()
    {
        try
        {
            await DisposeAsync();
        }
        finally
        {
            // Not before: what they ask is in this batch.
            foreach (var other in questions.Skip(_turn + 1))
                other.TrySetResult(Turn.Alone);
            ended?.Invoke();
        }
    }
}
