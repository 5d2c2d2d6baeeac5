using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using NpgsqlTypes;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs.Schedules;
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

    /// <summary>
    /// Declares a schedule: a job of this kind at every tick, on one node whichever are up. An operator may change its times, pause it and run it at once.
    /// </summary>
    public static IServiceCollection AddSchedule<TJob>(this IServiceCollection services, Schedule schedule, TJob job)
        where TJob : IJob => services.AddSingleton(DeclaredSchedule.Of(schedule, job));

    /// <summary>What every process needs that writes jobs or shows them, whether it runs them or not; <see cref="Wakeups"/> is registered beside it.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        // Read when the worker is made, which is before the server listens.
        services.TryAddSingleton(provider => SettingsReader.Read<JobSettings>(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(new SettingsClass(typeof(JobSettings)));
        services.TryAddSingleton<JobSignal>();
        services.TryAddSingleton<JobWakeInterceptor>();
        services.TryAddSingleton<JobKinds>();
        services.TryAddSingleton<JobNews>();
        services.TryAddSingleton(provider => new JobDesk(provider.GetRequiredService<JobKinds>()));
        services.TryAddSingleton(provider => new JobCharts(provider.GetRequiredService<NpgsqlDataSource>()));
        services.TryAddSingleton<Timetable>();
        services.TryAddSingleton(provider => new ScheduleDesk(provider.GetRequiredService<Timetable>()));
        services.AddJob<TidyJobs, TidyJobsHandler>();
        return services.AddSchedule(new Schedule(TidyJobs.Kind, "20 * * * *"), new TidyJobs());
    }

    /// <summary>Runs jobs in this process, beside <see cref="AddJobs"/>.</summary>
    public static IServiceCollection AddJobWorker(this IServiceCollection services)
    {
        services.TryAddSingleton<JobStore>();
        services.TryAddSingleton<JobClaims>();
        services.TryAddSingleton<JobUpkeep>();
        services.TryAddSingleton<HeldJobs>();
        services.TryAddSingleton<JobCompletions>();
        services.TryAddSingleton<JobMinutes>();
        services.TryAddSingleton<JobChanges>();
        services.TryAddSingleton<JobRunner>();
        services.TryAddSingleton<JobIntake>();
        return services.AddHostedService<JobWorker>().AddHostedService<Scheduler>();
    }

    /// <summary>Writes a job with a deduplication key unless an unfinished one with the same key exists. It commits with the context's transaction.</summary>
    /// <returns>False if there is one already.</returns>
    internal static async Task<bool> InsertOnceAsync(this ModuleDbContext db, JobRow row, CancellationToken cancel)
    {
        var written = await db.Database.ExecuteSqlRawAsync(
            """
            insert into platform.jobs (
                id, kind, queue, lane, payload, priority, max_attempts, run_at, rank_at, deduplication_key, request_id, owner_id, created_at)
            values (
                @id, @kind, @queue, @lane, @payload::jsonb, @priority, @max, coalesce(@runAt, clock_timestamp()), coalesce(@rankAt, clock_timestamp()),
                @key, @request, @owner, @created)
            on conflict (deduplication_key) where deduplication_key is not null do nothing
            """,
            [
                new NpgsqlParameter("id", row.Id),
                new NpgsqlParameter("kind", row.Kind),
                new NpgsqlParameter("payload", row.Payload),
                new NpgsqlParameter("priority", row.Priority),
                new NpgsqlParameter("max", row.MaxAttempts),
                Time("runAt", row.RunAt),
                Time("rankAt", row.RankAt),
                new NpgsqlParameter("queue", row.Queue),
                new NpgsqlParameter("lane", row.Lane),
                new NpgsqlParameter("owner", NpgsqlDbType.Uuid) { Value = (object?)row.OwnerId ?? DBNull.Value },
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

    private static NpgsqlParameter Time(string name, DateTimeOffset moment) =>
        new(name, NpgsqlDbType.TimestampTz) { Value = moment == default ? DBNull.Value : moment };
}
