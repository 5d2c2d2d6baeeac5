using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
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
}
