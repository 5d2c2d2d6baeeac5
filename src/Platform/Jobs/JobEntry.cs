using Microsoft.EntityFrameworkCore;

namespace SmartAI.Platform.Jobs;

/// <summary>The states of a job.</summary>
public enum JobState
{
    /// <summary>It waits: for its time, for a free worker, or for the next attempt.</summary>
    Ready,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>It ended well.</summary>
    Done,

    /// <summary>It failed for good; somebody has to look at it.</summary>
    Dead,

    /// <summary>Somebody called it off.</summary>
    Cancelled,
}

/// <summary>A job as people look at it, waiting, running or finished: one row of the view <c>platform.all_jobs</c>. Never written.</summary>
public sealed class JobEntry
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Queue { get; init; }
    public required string Payload { get; init; }
    public required int Priority { get; init; }
    public required JobState State { get; init; }
    public required int Attempts { get; init; }
    public required int MaxAttempts { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset RunAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public string? Worker { get; init; }
    public required string RequestId { get; init; }
    public Guid? OwnerId { get; init; }
    public DateTimeOffset? CancelAskedAt { get; init; }
    public string? LastError { get; init; }
    public long? ProgressDone { get; init; }
    public long? ProgressTotal { get; init; }
    public string? ProgressNote { get; init; }

    /// <summary>The attempts that failed, as JSON.</summary>
    public string? Failures { get; init; }

    /// <summary>What the handler wrote down, as JSON.</summary>
    public string? Log { get; init; }

    /// <summary>What the handler gave back, as JSON.</summary>
    public string? Result { get; init; }

    /// <summary>The smallest id of a job that was made at this time or later.</summary>
    public static Guid IdAt(DateTimeOffset moment) => throw new NotSupportedException($"SQL only: {moment}");

    /// <summary>The smallest id of a job that was made after this time.</summary>
    public static Guid IdAfter(DateTimeOffset moment) => throw new NotSupportedException($"SQL only: {moment}");

    internal static void Map(ModelBuilder model)
    {
        model.Entity<JobEntry>(job =>
        {
            // A view; Entity Framework's snapshot of one with a schema does not load, and as a table it is read alike.
            job.ToTable("all_jobs", "platform", view => view.ExcludeFromMigrations());
            job.Property(j => j.State).HasConversion(s => s.ToString().ToLowerInvariant(), t => Enum.Parse<JobState>(t, true));
        });
        model.HasDbFunction(typeof(JobEntry).GetMethod(nameof(IdAt))!).HasName("uuid_at").HasSchema("platform");
        model.HasDbFunction(typeof(JobEntry).GetMethod(nameof(IdAfter))!).HasName("uuid_after").HasSchema("platform");
    }
}
