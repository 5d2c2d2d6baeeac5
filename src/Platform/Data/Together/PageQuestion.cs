using Npgsql;

namespace SmartAI.Platform.Data.Together;

/// <summary>A statement that reads a page.</summary>
/// <param name="text">The SQL, with named parameters.</param>
/// <param name="parameters">Nobody else's: one belongs to one statement only.</param>
/// <param name="timeout">In seconds.</param>
internal sealed class PageQuestion(string text, IEnumerable<NpgsqlParameter> parameters, int timeout) : Question
{
    /// <summary>The question of a command of EF Core's, from which the parameters are taken.</summary>
    internal static PageQuestion From(NpgsqlCommand command)
    {
        NpgsqlParameter[] parameters = [.. command.Parameters.Cast<NpgsqlParameter>()];
        command.Parameters.Clear();
        return new PageQuestion(command.CommandText, parameters, command.CommandTimeout);
    }

    internal int Timeout => timeout;

    internal NpgsqlBatchCommand Statement { get; } = Make(text, parameters);

    /// <summary>Where its rows are, if others have sent it.</summary>
    internal PageBatch? Batch { get; private set; }

    /// <summary>It is this question's turn to be read of the batch.</summary>
    /// <returns>False if who asked has gone.</returns>
    internal bool Answer(PageBatch batch)
    {
        Batch = batch;
        return TrySetResult(Turn.IsOver);
    }

    /// <summary>The same once more: what Npgsql has prepared to send on one connection it does not send on another.</summary>
    internal PageQuestion Anew() => new(text, Statement.Parameters.Cast<NpgsqlParameter>().Select(p => p.Clone()), timeout);

    private static NpgsqlBatchCommand Make(string text, IEnumerable<NpgsqlParameter> parameters)
    {
        var statement = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters)
            statement.Parameters.Add(parameter);
        return statement;
    }
}
