using System.Text;
using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Jobs;

/// <summary>
/// A job on its way into <c>platform.jobs</c>. EF Core only inserts it, and only what is known then: the rest of the columns is the worker's, changed in
/// SQL. The table is made in SQL too (the kernel's migration DurableJobs).
/// </summary>
internal sealed class JobRow
{
    internal const int MaxPayloadBytes = 64 * 1024;
    internal static readonly TimeSpan HeadStart = TimeSpan.FromSeconds(30);

    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Queue { get; init; }

    /// <summary>The queue, or the queue and the kind where the kind has a limit.</summary>
    public required string Lane { get; init; }
    public required string Payload { get; init; }
    public required short Priority { get; init; }
    public required int MaxAttempts { get; init; }

    /// <summary>The database's clock unless the caller asks for a time: a node whose clock is ahead would otherwise delay its own jobs.</summary>
    public DateTimeOffset RunAt { get; init; }

    /// <summary>Its place in the line: the time to run, less the head start that its priority gives. Everybody's rank comes some day, so nobody starves.</summary>
    public DateTimeOffset RankAt { get; init; }
    public string? DeduplicationKey { get; init; }
    public required string RequestId { get; init; }
    public Guid? OwnerId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <exception cref="ArgumentException">The payload is larger than a job may carry.</exception>
    internal static JobRow From<TJob>(
        TJob job,
        OperationContext operation,
        TimeProvider clock,
        string? deduplicationKey = null,
        DateTimeOffset? runAt = null
    )
        where TJob : IJob =>
        From(
            job,
            operation.RequestId,
            clock,
            deduplicationKey,
            runAt,
            // The assistant and programs act for a person too: whoever asked sees how far it is.
            TJob.IsPersonal
                ? operation.Caller?.UserId
                : null
        );

    internal static JobRow From<TJob>(
        TJob job,
        string requestId,
        TimeProvider clock,
        string? deduplicationKey = null,
        DateTimeOffset? runAt = null,
        Guid? ownerId = null
    )
        where TJob : IJob
    {
        var payload = JobPayload.Write(job);
        var size = Encoding.UTF8.GetByteCount(payload);
        if (size > MaxPayloadBytes)
            throw new ArgumentException(
                $"A job carries at most {MaxPayloadBytes} bytes and this {TJob.Kind} has {size}: it should carry an id instead.",
                nameof(job)
            );

        var id = Ids.New(clock);
        var priority = Math.Clamp(TJob.Priority, (short)-10, (short)10);
        var now = clock.GetUtcNow();
        return new JobRow
        {
            Id = id,
            Kind = TJob.Kind,
            Queue = TJob.Queue,
            Lane = JobKind.LaneOf(TJob.Queue, TJob.Kind, TJob.Limit),
            Payload = payload,
            Priority = priority,
            MaxAttempts = TJob.MaxAttempts,
            RunAt = runAt ?? default,
            RankAt = priority == 0 && runAt is null ? default : (runAt ?? now) - (priority * HeadStart),
            DeduplicationKey = deduplicationKey,
            RequestId = requestId,
            OwnerId = ownerId,
            CreatedAt = now,
        };
    }

    internal static void Map(ModelBuilder model) =>
        model.Entity<JobRow>(job =>
        {
            job.ToTable("jobs", "platform", table => table.ExcludeFromMigrations());
            job.Property(j => j.Id).ValueGeneratedNever();
            job.Property(j => j.Payload).HasColumnType("jsonb");
            job.Property(j => j.RunAt).HasDefaultValueSql("clock_timestamp()");
            job.Property(j => j.RankAt).HasDefaultValueSql("clock_timestamp()");
        });
}
