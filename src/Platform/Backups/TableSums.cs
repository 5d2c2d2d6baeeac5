using Npgsql;

namespace SmartAI.Platform.Backups;

/// <summary>Counts and sums every table of a database within one transaction.</summary>
internal static class TableSums
{
    private const string Tables = """
        select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema' order by 1, 2
        """;

    /// <summary>The sums within the connection's open transaction. Each table is read once from end to end, as pg_dump does it too.</summary>
    internal static async Task<IReadOnlyList<TableSum>> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        // How values become text must not depend on the server's settings.
        await RunAsync(
            connection,
            """
            set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1;
            set local bytea_output = 'hex'; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0
            """,
            cancel
        );
        var sums = new List<TableSum>();
        foreach (var (schema, name) in await NamesAsync(connection, cancel))
        {
            await using var command = new NpgsqlCommand(
                $"""
                select count(*), coalesce(sum(('x' || encode(substr(sha256(convert_to(row__::text, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint::numeric), 0)::text
                from only {Quoted(schema)}.{Quoted(name)} row__
                """,
                connection
            )
            {
                CommandTimeout = 0,
            };
            await using var row = await command.ExecuteReaderAsync(cancel);
            await row.ReadAsync(cancel);
            sums.Add(new TableSum(schema, name, row.GetInt64(0), row.GetString(1)));
        }

        return sums;
    }

    /// <summary>The tables of a database, by schema and name.</summary>
    internal static async Task<IReadOnlyList<(string Schema, string Name)>> NamesAsync(
        NpgsqlConnection connection,
        CancellationToken cancel
    )
    {
        var names = new List<(string, string)>();
        await using var command = new NpgsqlCommand(Tables, connection);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
            names.Add((rows.GetString(0), rows.GetString(1)));
        return names;
    }

    /// <summary>The first difference, as the end of a sentence; null where there is none.</summary>
    internal static string? Difference(IReadOnlyList<TableSum> expected, IReadOnlyList<TableSum> found)
    {
        var there = found.ToDictionary(t => (t.Schema, t.Name));
        foreach (var table in expected)
        {
            if (!there.Remove((table.Schema, table.Name), out var restored))
                return $"the table {table.Schema}.{table.Name} is missing";
            if (restored.Rows != table.Rows)
                return $"the table {table.Schema}.{table.Name} has {restored.Rows} rows and not {table.Rows}";
            if (restored.Sum != table.Sum)
                return $"the rows of {table.Schema}.{table.Name} are not those that were there";
        }

        return there.Count == 0 ? null : $"the table {there.Keys.First()} was not in it";
    }

    internal static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal static async Task<object?> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(cancel);
    }
}
