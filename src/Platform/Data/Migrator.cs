using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SmartAI.Platform.Data;

/// <summary>Brings every module's schema to this version, the kernel's first, one node at a time.</summary>
public sealed class Migrator(
    IServiceScopeFactory scopes,
    IEnumerable<MigratedContext> contexts,
    DatabaseAddress address,
    NpgsqlDataSource database,
    ILogger<Migrator> logger
)
{
    private const long Lock = 0x5341_4950_4d49_4752;

    /// <summary>Applies what is missing; a second caller waits and then finds nothing to do.</summary>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(address.Direct) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync(cancel);
        await using (var command = new NpgsqlCommand($"select pg_advisory_lock({Lock})", connection) { CommandTimeout = 0 })
            await command.ExecuteNonQueryAsync(cancel);

        if (await StateAsync(cancel) is SchemaState.Newer newer)
            throw new SchemaException(newer.Sentence);
        foreach (var context in contexts)
        {
            // Without a look at what is missing first, a start would build every module's model: half of the time to readiness (perf).
            var pending = Known(context).Except(await AppliedAsync(context, cancel), StringComparer.Ordinal).ToArray();
            if (pending.Length == 0)
                continue;
            foreach (var migration in pending)
                logger.LogInformation("Migrating {Schema}: {Migration}", context.Schema, migration);
            await using var scope = scopes.CreateAsyncScope();
            await ((DbContext)scope.ServiceProvider.GetRequiredService(context.Type)).Database.MigrateAsync(cancel);
        }
    }

    /// <summary>What <see cref="MigrateAsync"/> would do now, in its order; nothing is changed.</summary>
    public async Task<IReadOnlyList<PlannedMigration>> PlanAsync(CancellationToken cancel)
    {
        if (await StateAsync(cancel) is SchemaState.Newer newer)
            throw new SchemaException(newer.Sentence);
        var planned = new List<PlannedMigration>();
        foreach (var context in contexts)
        {
            var pending = Known(context).Except(await AppliedAsync(context, cancel), StringComparer.Ordinal).Order(StringComparer.Ordinal);
            await using var scope = scopes.CreateAsyncScope();
            var plan = new MigrationPlan((DbContext)scope.ServiceProvider.GetRequiredService(context.Type), database);
            foreach (var id in pending)
                planned.Add(await plan.OfAsync(context.Schema, id, cancel));
        }

        return planned;
    }

    /// <summary>The migrations that each schema has.</summary>
    internal async Task<IReadOnlyDictionary<string, string[]>> AppliedAsync(CancellationToken cancel)
    {
        var applied = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var context in contexts)
            applied[context.Schema] = [.. (await AppliedAsync(context, cancel)).Order(StringComparer.Ordinal)];
        return applied;
    }

    /// <summary>The first of these migrations that this version does not know, as a sentence; null where it knows all.</summary>
    internal string? Unknown(IReadOnlyDictionary<string, string[]> applied)
    {
        foreach (var context in contexts)
            if (
                applied.TryGetValue(context.Schema, out var migrations)
                && migrations.Except(Known(context), StringComparer.Ordinal).FirstOrDefault() is { } unknown
            )
                return $"the schema \"{context.Schema}\" has the migration {unknown}, which this version does not know.";
        return null;
    }

    /// <summary>Compares the schema in the database with this program's.</summary>
    public async Task<SchemaState> StateAsync(CancellationToken cancel)
    {
        foreach (var context in contexts)
        {
            var known = Known(context);
            var applied = await AppliedAsync(context, cancel);
            if (applied.FirstOrDefault(m => !known.Contains(m)) is { } unknown)
                return new SchemaState.Newer(
                    $"The schema \"{context.Schema}\" has the migration {unknown}, which this version does not know: the database was migrated by a newer version. Start that version, or restore the backup made before the upgrade."
                );
            if (known.FirstOrDefault(m => !applied.Contains(m)) is { } missing)
                return new SchemaState.Older($"The schema \"{context.Schema}\" lacks the migration {missing}. Run: smartai migrate");
        }

        return new SchemaState.Current();
    }

    private static HashSet<string> Known(MigratedContext context) =>
        context
            .Type.Assembly.GetExportedTypes()
            .Where(type =>
                type.IsSubclassOf(typeof(Migration)) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context.Type
            )
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);

    private async Task<HashSet<string>> AppliedAsync(MigratedContext context, CancellationToken cancel)
    {
        var applied = new HashSet<string>(StringComparer.Ordinal);
        var history = $"\"{context.Schema}\".\"{DatabaseExtensions.History}\"";
        await using var exists = database.CreateCommand("select to_regclass($1) is not null");
        exists.Parameters.AddWithValue(history);
        if (await exists.ExecuteScalarAsync(cancel) is not true)
            return applied;
        await using var command = database.CreateCommand($"select migration_id from {history}");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
            applied.Add(rows.GetString(0));
        return applied;
    }
}

/// <summary>How the database's schema stands to this program.</summary>
public abstract record SchemaState
{
    /// <summary>They fit.</summary>
    public sealed record Current : SchemaState;

    /// <summary>The database is behind.</summary>
    public sealed record Older(string Sentence) : SchemaState;

    /// <summary>The database is ahead.</summary>
    public sealed record Newer(string Sentence) : SchemaState;
}

/// <summary>A start refused for the schema; the message says what to do.</summary>
public sealed class SchemaException(string message) : Exception(message);
