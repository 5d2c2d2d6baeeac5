using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace SmartAI.Platform.Jobs;

/// <summary>One job in <c>platform.jobs</c>. EF Core only inserts it; from then on <see cref="JobStore"/> changes it in SQL.</summary>
internal sealed class JobRow
{
    internal const int MaxPayloadBytes = 64 * 1024;

    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Payload { get; init; }
    public required short Priority { get; init; }
    public string Status { get; init; } = JobStatus.Ready;

    /// <summary>Runs started so far; with the worker's name it tells a run from a later one of the same job.</summary>
    public int Attempts { get; init; }
    public required int MaxAttempts { get; init; }

    /// <summary>The database's clock unless the caller asks for a time: a node whose clock is ahead would otherwise delay its own jobs.</summary>
    public DateTimeOffset RunAt { get; init; }
    public DateTimeOffset? LeaseUntil { get; init; }
    public string? LockedBy { get; init; }
    public string? DeduplicationKey { get; init; }
    public required string RequestId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public string? LastError { get; init; }

    internal static JobRow From<TJob>(
        TJob job,
        string requestId,
        TimeProvider clock,
        string? deduplicationKey = null,
        DateTimeOffset? runAt = null
    )
        where TJob : IJob
    {
        var payload = JsonSerializer.Serialize(job, JsonSerializerOptions.Web);
        if (Encoding.UTF8.GetByteCount(payload) > MaxPayloadBytes)
            throw new ArgumentException(
                $"A job carries at most {MaxPayloadBytes} bytes; {TJob.Kind} should carry an id instead.",
                nameof(job)
            );

        return new JobRow
        {
            Id = Ids.New(clock),
            Kind = TJob.Kind,
            Payload = payload,
            Priority = TJob.Priority,
            MaxAttempts = TJob.MaxAttempts,
            RunAt = runAt ?? default,
            DeduplicationKey = deduplicationKey,
            RequestId = requestId,
            CreatedAt = clock.GetUtcNow(),
        };
    }

    internal static void Map(ModelBuilder model, bool owned) =>
        model.Entity<JobRow>(job =>
        {
            job.ToTable(
                "jobs",
                "platform",
                table =>
                {
                    table.HasCheckConstraint("ck_jobs_status", "status in ('ready', 'running', 'done', 'dead')");
                    if (!owned)
                        table.ExcludeFromMigrations();
                }
            );
            job.Property(j => j.Id).ValueGeneratedNever();
            job.Property(j => j.Payload).HasColumnType("jsonb");
            job.Property(j => j.RunAt).HasDefaultValueSql("clock_timestamp()");

            // Each index serves one statement of JobStore and holds only the rows that it looks for.
            job.HasIndex(j => new
                {
                    j.Priority,
                    j.RunAt,
                    j.Id,
                })
                .HasDatabaseName("ix_jobs_ready")
                .IsDescending(true, false, false)
                .HasFilter("status = 'ready'");
            job.HasIndex(j => j.LeaseUntil).HasDatabaseName("ix_jobs_leased").HasFilter("status = 'running'");
            job.HasIndex(j => j.FinishedAt).HasDatabaseName("ix_jobs_finished").HasFilter("finished_at is not null");
            job.HasIndex(j => j.DeduplicationKey)
                .HasDatabaseName("ux_jobs_deduplication")
                .IsUnique()
                .HasFilter("deduplication_key is not null and finished_at is null");
        });
}

/// <summary>The states of a job, as the table spells them.</summary>
internal static class JobStatus
{
    internal const string Ready = "ready";
    internal const string Running = "running";
    internal const string Done = "done";
    internal const string Dead = "dead";
}
