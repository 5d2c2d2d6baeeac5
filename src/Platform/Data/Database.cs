using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using SmartAI.Platform.Data.Together;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Data;

/// <summary>The connection strings of this installation.</summary>
/// <param name="Pooled">For requests and jobs; may go through a pooler in transaction mode.</param>
/// <param name="Direct">For LISTEN, migrations and session locks.</param>
/// <param name="IsEmbedded">True where the server runs PostgreSQL itself.</param>
public sealed record DatabaseAddress(string Pooled, string Direct, bool IsEmbedded)
{
    /// <summary>Completes what an operator wrote with what the platform needs.</summary>
    /// <exception cref="SettingsException">It is not a connection string.</exception>
    public static DatabaseAddress From(string connection, DatabaseSettings settings, bool embedded)
    {
        try
        {
            var direct = With(settings.Password, settings.Direct ?? connection);
            var behindPooler = settings.Direct is not null;
            var pooled = With(settings.Password, connection);
            pooled.MaxPoolSize = settings.Pool;
            // PgBouncer before 1.21 in transaction mode knows no prepared statements (decisions.md).
            pooled.MaxAutoPrepare = behindPooler ? 0 : 100;
            // A pooled session is never changed beyond its transaction, with a pooler it could not be: undoing nothing costs a tenth of a read.
            pooled.NoResetOnClose = true;
            return new DatabaseAddress(pooled.ConnectionString, direct.ConnectionString, embedded);
        }
        catch (ArgumentException failure)
        {
            throw new SettingsException(
                $"SMARTAI_DATABASE is not a connection string: {failure.Message} Example: SMARTAI_DATABASE=\"Host=db.example.org;Username=smartai;Password=...;Database=smartai\""
            );
        }
    }

    private static NpgsqlConnectionStringBuilder With(string? password, string connection)
    {
        var complete = new NpgsqlConnectionStringBuilder(connection) { ApplicationName = "smartai" };
        complete.Password ??= password;
        return complete;
    }
}

/// <summary>Registers contexts the one way that keeps them in the house's rules.</summary>
public static class DatabaseExtensions
{
    internal const string History = "migrations";

    /// <summary>Adds a module's context: snake_case names, its own migration history in its own schema, the operation's transaction.</summary>
    public static IServiceCollection AddModuleContext<TContext>(this IServiceCollection services, string schema)
        where TContext : ModuleDbContext
    {
        services.TryAddSingleton<PagesTogether>();
        return services
            .AddPooledDbContextFactory<TContext>(
                (provider, options) =>
                    Configure(options, schema)
                        .AddInterceptors(provider.GetRequiredService<JobWakeInterceptor>(), provider.GetRequiredService<PagesTogether>()),
                // As many as a node's default connections keep busy, and some: more would be handed round, each from cold memory (docs/decisions/0047).
                poolSize: 64
            )
            .AddScoped(provider =>
            {
                var context = provider.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContext();
                context.RunIn(provider.GetRequiredService<OperationContext>(), provider.GetRequiredService<TimeProvider>());
                return context;
            })
            .AddSingleton(new MigratedContext(typeof(TContext), schema));
    }

    /// <remarks>
    /// The data source is the one that the application registers, and is not named: models and translated queries would belong to it, and the many
    /// servers of a test process would each build their own.
    /// </remarks>
    internal static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, string schema) =>
        options
            .UseNpgsql(npgsql => npgsql.MigrationsHistoryTable(History, schema).SetPostgresVersion(15, 0))
            .UseSnakeCaseNamingConvention()
            .EnableThreadSafetyChecks(false)
            .AddInterceptors(new LazyTransaction());

    /// <summary>The options with which <c>dotnet ef</c> makes migrations.</summary>
    public static DbContextOptions<TContext> DesignTime<TContext>(string schema)
        where TContext : ModuleDbContext => (DbContextOptions<TContext>)Configure(new DbContextOptionsBuilder<TContext>(), schema).Options;
}

/// <summary>A context whose schema <c>migrate</c> looks after.</summary>
public sealed record MigratedContext(Type Type, string Schema);
