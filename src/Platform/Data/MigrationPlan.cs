using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql;

namespace SmartAI.Platform.Data;

/// <summary>A migration that has not run yet, statement by statement.</summary>
public sealed record PlannedMigration(string Schema, string Id, IReadOnlyList<PlannedStatement> Statements);

/// <summary>One statement of a migration.</summary>
/// <param name="Sql">As it will be run.</param>
/// <param name="Lock">What it locks, and who waits meanwhile.</param>
/// <param name="Scan">What it reads or writes of what is there already.</param>
public sealed record PlannedStatement(string Sql, string Lock, string Scan);

/// <summary>Tells what a migration will do before it does it, with the sizes of the tables as they are now.</summary>
internal sealed partial class MigrationPlan(DbContext context, NpgsqlDataSource database)
{
    private const string Exclusive = "ACCESS EXCLUSIVE on {0}: everybody who uses it waits";
    private const string Shared = "SHARE on {0}: writes to it wait";
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);

    internal async Task<PlannedMigration> OfAsync(string schema, string id, CancellationToken cancel)
    {
        var migrations = context.GetService<IMigrationsAssembly>();
        var migration = migrations.CreateMigration(migrations.Migrations[id], context.Database.ProviderName!);
        var model = context
            .GetService<IModelRuntimeInitializer>()
            .Initialize(migration.TargetModel, designTime: true, validationLogger: null);
        var generator = context.GetService<IMigrationsSqlGenerator>();
        var statements = new List<PlannedStatement>();
        foreach (var operation in migration.UpOperations)
        {
            var (locks, scan) = await DescribeAsync(operation, cancel);
            var sql = string.Join("\n", generator.Generate([operation], model).Select(c => c.CommandText.Trim()));
            statements.Add(new PlannedStatement(sql, locks, scan));
        }

        return new PlannedMigration(schema, id, statements);
    }

    private async Task<(string Lock, string Scan)> DescribeAsync(MigrationOperation operation, CancellationToken cancel)
    {
        switch (operation)
        {
            case EnsureSchemaOperation:
                return ("nothing that is in use", "nothing");
            case CreateTableOperation made:
                _made.Add(Name(made.Schema, made.Name));
                return (Named("a new table, {0}: nobody waits", Name(made.Schema, made.Name)), "nothing");
            case CreateIndexOperation index:
                return await TableAsync(Shared, index.Schema, index.Table, "reads all of it", cancel);
            // A constant default is kept in the catalog; one that is computed for each row is not.
            case ITableMigrationOperation at
                when operation is AddColumnOperation { DefaultValueSql: not null } or AddColumnOperation { ComputedColumnSql: not null }:
                return await TableAsync(Exclusive, at.Schema, at.Table, "writes all of it anew", cancel);
            case AddColumnOperation column:
                return await TableAsync(Exclusive + ", for a moment", column.Schema, column.Table, null, cancel);
            case AlterColumnOperation altered when altered.ColumnType != altered.OldColumn.ColumnType:
                return await TableAsync(Exclusive, altered.Schema, altered.Table, "writes all of it anew, with its indexes", cancel);
            case AlterColumnOperation altered when !altered.IsNullable && altered.OldColumn.IsNullable:
                return await TableAsync(Exclusive, altered.Schema, altered.Table, "reads all of it", cancel);
            case ITableMigrationOperation at
                when operation is AddPrimaryKeyOperation or AddUniqueConstraintOperation or AddCheckConstraintOperation:
                return await TableAsync(Exclusive, at.Schema, at.Table, "reads all of it", cancel);
            case AddForeignKeyOperation key:
                return await TableAsync("SHARE ROW EXCLUSIVE on {0}: writes to it wait", key.Schema, key.Table, "reads all of it", cancel);
            case ITableMigrationOperation at when operation is UpdateDataOperation or DeleteDataOperation or InsertDataOperation:
                return await TableAsync(
                    "ROW EXCLUSIVE on {0}: nobody waits but for the same rows",
                    at.Schema,
                    at.Table,
                    "writes some rows",
                    cancel
                );
            case SqlOperation own:
                return await OwnAsync(own.Sql, cancel);
            case ITableMigrationOperation at:
                return await TableAsync(Exclusive + ", for a moment", at.Schema, at.Table, null, cancel);
            default:
                return ("not known: read the statement", "not known");
        }
    }

    /// <summary>SQL that a migration wrote itself: the tables that it names, and the strongest lock that its words can take on them.</summary>
    private async Task<(string Lock, string Scan)> OwnAsync(string sql, CancellationToken cancel)
    {
        foreach (Match made in Made().Matches(sql))
            _made.Add(made.Groups[1].Value);
        var told = new List<(string Lock, string Scan)>();
        foreach (Match altered in Altered().Matches(sql))
            told.Add(await TableAsync(Exclusive, null, altered.Groups[1].Value, "may read all of it: read the statement", cancel));
        foreach (Match indexed in Indexed().Matches(sql))
            told.Add(await TableAsync(Shared, null, indexed.Groups[1].Value, "reads all of it", cancel));
        foreach (Match changed in Changed().Matches(sql))
            told.Add(
                await TableAsync(
                    "ROW EXCLUSIVE on {0}: nobody waits but for the same rows",
                    null,
                    changed.Groups[1].Value,
                    "may read all of it: read the statement",
                    cancel
                )
            );
        return told.Count == 0
            ? ("no table that is in use, by its words", "nothing, by its words")
            : (string.Join("; ", told.Select(t => t.Lock).Distinct()), string.Join("; ", told.Select(t => t.Scan).Distinct()));
    }

    private async Task<(string Lock, string Scan)> TableAsync(
        string locks,
        string? schema,
        string table,
        string? scan,
        CancellationToken cancel
    )
    {
        var name = Name(schema, table);
        if (_made.Contains(name))
            return (Named("{0}, which is new: nobody waits", name), "nothing");
        return (Named(locks, name), scan is null ? "nothing" : $"{scan}: {await SizeAsync(name, cancel)}");
    }

    private async Task<string> SizeAsync(string name, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            "select coalesce(sum(greatest(c.reltuples, 0))::bigint, 0), pg_size_pretty(coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint) "
                + "from pg_class c where c.oid = to_regclass($1) or c.oid in (select inhrelid from pg_inherits where inhparent = to_regclass($1))"
        );
        command.Parameters.AddWithValue(name);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return $"about {row.GetInt64(0)} rows, {row.GetString(1)}";
    }

    private static string Name(string? schema, string table) => schema is null ? table : $"{schema}.{table}";

    private static string Named(string sentence, string name) => string.Format(CultureInfo.InvariantCulture, sentence, name);

    private const RegexOptions Words = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w.]+)", Words)]
    private static partial Regex Made();

    [GeneratedRegex(@"\b(?:alter|drop|truncate|lock)\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?([\w.]+)", Words)]
    private static partial Regex Altered();

    [GeneratedRegex(@"\bcreate\s+(?:unique\s+)?index\s+(?:if\s+not\s+exists\s+)?[\w.]+\s+on\s+(?:only\s+)?([\w.]+)", Words)]
    private static partial Regex Indexed();

    [GeneratedRegex(@"\b(?:update|delete\s+from|insert\s+into)\s+(?:only\s+)?(\w+\.\w+)", Words)]
    private static partial Regex Changed();
}
