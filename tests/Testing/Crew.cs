using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using SmartAI.Platform;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;

namespace SmartAI.Testing;

/// <summary>Kinds of jobs for workers in processes of their own. What they did is written to the schema <c>crew</c>, which the test makes.</summary>
internal static class Crew
{
    internal static void AddTo(IServiceCollection services)
    {
        services.AddJob<CrewWork, CrewHandler>().AddJob<OtherWork, CrewHandler>().AddJob<CrewPoison, CrewHandler>();
        if (Environment.GetEnvironmentVariable("CREW_PART_FAILS") is not null)
            services.AddHostedService<FailingPart>();
    }
}

/// <summary>Something beside the jobs that breaks once the worker runs.</summary>
internal sealed class FailingPart(IHostApplicationLifetime host) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await AfterStart.WaitAsync(host, stoppingToken);
        throw new InvalidOperationException("The part is broken.");
    }
}

/// <summary>Takes its time, and writes down when it began and ended; <c>Saves</c> leaves a row that commits with the job.</summary>
internal sealed record CrewWork(int Milliseconds, bool Saves) : IJob
{
    public static string Kind => "crew.work";
    public static JsonSerializerContext Json => CrewJobs.Default;
    public static string Queue => "crew";
}

/// <summary>The same in another queue.</summary>
internal sealed record OtherWork(int Milliseconds, bool Saves) : IJob
{
    public static string Kind => "other.work";
    public static JsonSerializerContext Json => CrewJobs.Default;
    public static string Queue => "other";
}

/// <summary>Ends its worker's process.</summary>
internal sealed record CrewPoison : IJob
{
    public static string Kind => "crew.poison";
    public static JsonSerializerContext Json => CrewJobs.Default;
    public static string Queue => "crew";
    public static int MaxAttempts => 3;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CrewWork))]
[JsonSerializable(typeof(OtherWork))]
[JsonSerializable(typeof(CrewPoison))]
internal sealed partial class CrewJobs : JsonSerializerContext;

internal sealed class CrewHandler(NpgsqlDataSource source, PlatformDb db)
    : IJobHandler<CrewWork>,
        IJobHandler<OtherWork>,
        IJobHandler<CrewPoison>
{
    public Task RunAsync(CrewWork job, JobRun run, CancellationToken cancel) => WorkAsync(job.Milliseconds, job.Saves, run, cancel);

    public Task RunAsync(OtherWork job, JobRun run, CancellationToken cancel) => WorkAsync(job.Milliseconds, job.Saves, run, cancel);

    public async Task RunAsync(CrewPoison job, JobRun run, CancellationToken cancel)
    {
        await BeginAsync(run, cancel);
        Environment.FailFast("A poison job.");
    }

    private async Task WorkAsync(int milliseconds, bool saves, JobRun run, CancellationToken cancel)
    {
        var begun = await BeginAsync(run, cancel);
        await Task.Delay(milliseconds, cancel);
        if (saves)
        {
            await db.BeginAsync(cancel);
            await db.Database.ExecuteSqlAsync($"insert into crew.effects (job_id) values ({run.Id})", cancel);
        }
        await using var end = source.CreateCommand("update crew.runs set ended_at = clock_timestamp() where id = $1");
        end.Parameters.Add(new NpgsqlParameter { Value = begun });
        await end.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Beside the job's transaction: what begins is written down whatever becomes of it.</summary>
    private async Task<long> BeginAsync(JobRun run, CancellationToken cancel)
    {
        await using var begin = source.CreateCommand("insert into crew.runs (job_id, attempt, pid) values ($1, $2, $3) returning id");
        begin.Parameters.Add(new NpgsqlParameter { Value = run.Id });
        begin.Parameters.Add(new NpgsqlParameter { Value = run.Attempt });
        begin.Parameters.Add(new NpgsqlParameter { Value = Environment.ProcessId });
        return (long)(await begin.ExecuteScalarAsync(cancel))!;
    }
}
