using Npgsql;
using SmartAI.Assistant.Budgets;
using SmartAI.Assistant.Instructions;
using SmartAI.Assistant.Providers;

namespace SmartAI.Assistant.Runs;

/// <summary>What operators chose for somebody: which models are asked, what those are told, how much they may use.</summary>
internal sealed record Rules(IReadOnlyList<Provider> Providers, IReadOnlyList<Instruction> Instructions, Limits Limits);

/// <summary>Reads them in one round trip: by EF Core they were four queries, one after the other, on the way to an answer's first word.</summary>
internal sealed class RulesReader(NpgsqlDataSource database)
{
    internal async Task<Rules> ReadAsync(Guid person, IReadOnlyCollection<string> roles, CancellationToken cancel)
    {
        var ofRoles = roles.ToArray();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(
            Command(
                """
                select id, name, kind, url, protected_key, model, position, is_enabled, first_token_seconds, whole_seconds, input_price_micros,
                    output_price_micros, roles, created_at
                from assistant.providers where is_enabled and (cardinality(roles) = 0 or roles && $1) order by position, id limit $2
                """,
                ofRoles,
                Provider.Most
            )
        );
        batch.BatchCommands.Add(
            Command("select role, text from assistant.instructions where role = $1 or role = any($2)", Instruction.Everyone, ofRoles)
        );
        batch.BatchCommands.Add(
            Command(
                "select subject, day_tokens, month_tokens, day_cost_micros, month_cost_micros, at_limit from assistant.budgets where subject = any($1)",
                // As one value: an array of strings would be taken for all of them.
                (object)Meter.SubjectsOf(person, roles)
            )
        );
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        var providers = await ReadAsync(rows, ProviderOf, cancel);
        await rows.NextResultAsync(cancel);
        var instructions = await ReadAsync(rows, r => new Instruction { Role = r.GetString(0), Text = r.GetString(1) }, cancel);
        await rows.NextResultAsync(cancel);
        var budgets = await ReadAsync(rows, BudgetOf, cancel);
        return new Rules(providers, instructions, Meter.LimitsOf(person, budgets));
    }

    private static NpgsqlBatchCommand Command(string text, params object[] values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        return command;
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        var all = new List<T>();
        while (await rows.ReadAsync(cancel))
            all.Add(read(rows));
        return all;
    }

    private static Provider ProviderOf(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            Name = row.GetString(1),
            Kind = Enum.Parse<ProviderKind>(row.GetString(2)),
            Url = row.GetString(3),
            ProtectedKey = row.IsDBNull(4) ? null : row.GetString(4),
            Model = row.GetString(5),
            Position = row.GetInt32(6),
            IsEnabled = row.GetBoolean(7),
            FirstTokenSeconds = row.GetInt32(8),
            WholeSeconds = row.GetInt32(9),
            InputPriceMicros = row.GetInt64(10),
            OutputPriceMicros = row.GetInt64(11),
            Roles = row.GetFieldValue<string[]>(12),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(13),
        };

    private static Budget BudgetOf(NpgsqlDataReader row) =>
        new()
        {
            Subject = row.GetString(0),
            DayTokens = LimitOf(row, 1),
            MonthTokens = LimitOf(row, 2),
            DayCostMicros = LimitOf(row, 3),
            MonthCostMicros = LimitOf(row, 4),
            AtLimit = Enum.Parse<AtLimit>(row.GetString(5)),
        };

    private static long? LimitOf(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetInt64(at);
}
