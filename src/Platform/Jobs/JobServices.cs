using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using SmartAI.Platform.Data;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Jobs;

/// <summary>Registers durable jobs.</summary>
public static class JobServices
{
    /// <summary>Names the handler of a kind of job. The handler is made anew for each run and may ask for scoped services.</summary>
    public static IServiceCollection AddJob<TJob, THandler>(this IServiceCollection services)
        where TJob : IJob
        where THandler : class, IJobHandler<TJob>
    {
        services.TryAddScoped<THandler>();
        return services.AddSingleton(JobKind.Of<TJob, THandler>());
    }

    /// <summary>What every process needs that writes jobs, whether it runs them or not; <see cref="Wakeups"/> is registered beside it.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        // Read when the worker is made, which is before the server listens.
        services.TryAddSingleton(provider => SettingsReader.Read<JobSettings>(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(new SettingsClass(typeof(JobSettings)));
        services.TryAddSingleton<JobSignal>();
        services.TryAddSingleton<JobWakeInterceptor>();
        return services;
    }

    /// <summary>Runs jobs in this process, beside <see cref="AddJobs"/>.</summary>
    public static IServiceCollection AddJobWorker(this IServiceCollection services)
    {
        services.TryAddSingleton<JobStore>();
        services.TryAddSingleton<JobUpkeep>();
        services.TryAddSingleton<JobRunner>();
        return services.AddHostedService<JobWorker>();
    }

    /// <summary>Writes a job with a deduplication key unless an unfinished one with the same key exists. It commits with the context's transaction.</summary>
    /// <returns>False if there is one already.</returns>
    internal static async Task<bool> InsertOnceAsync(this ModuleDbContext db, JobRow row, CancellationToken cancel)
    {
        var runAt = row.RunAt == default ? (object)DBNull.Value : row.RunAt;
        var written = await db.Database.ExecuteSqlRawAsync(
            """
            insert into platform.jobs (id, kind, payload, priority, status, attempts, max_attempts, run_at, deduplication_key, request_id, created_at)
            values (@id, @kind, @payload::jsonb, @priority, 'ready', 0, @max, coalesce(@runAt, clock_timestamp()), @key, @request, @created)
            on conflict (deduplication_key) where deduplication_key is not null and finished_at is null do nothing
            """,
            [
                new NpgsqlParameter("id", row.Id),
                new NpgsqlParameter("kind", row.Kind),
                new NpgsqlParameter("payload", row.Payload),
                new NpgsqlParameter("priority", row.Priority),
                new NpgsqlParameter("max", row.MaxAttempts),
                new NpgsqlParameter("runAt", NpgsqlTypes.NpgsqlDbType.TimestampTz) { Value = runAt },
                new NpgsqlParameter("key", row.DeduplicationKey),
                new NpgsqlParameter("request", row.RequestId),
                new NpgsqlParameter("created", row.CreatedAt),
            ],
            cancel
        );
        if (written == 0)
            return false;
        if (db.Database.CurrentTransaction is not null)
            JobWakeInterceptor.Mark(db);
        return true;
    }
}
