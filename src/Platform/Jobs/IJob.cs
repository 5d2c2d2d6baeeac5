using System.Text.Json.Serialization;

namespace SmartAI.Platform.Jobs;

/// <summary>
/// A durable job: a record with what its handler needs. It is stored as JSON, so it holds ids, not secrets or documents, and a new property needs a
/// default: jobs written by the previous version still have to run.
/// </summary>
public interface IJob
{
    /// <summary>The kind's stable name, module first: <c>identity.mail</c>.</summary>
    static abstract string Kind { get; }

    /// <summary>The generated serialization that knows the payload: its module's, made with the web's defaults.</summary>
    static abstract JsonSerializerContext Json { get; }

    /// <summary>The line that it waits in. Workers may serve some queues only; work that takes minutes belongs in one of its own.</summary>
    static virtual string Queue => "default";

    /// <summary>How often a failing job is started before it is dead. Ten attempts span about three and a half hours.</summary>
    static virtual int MaxAttempts => 10;

    /// <summary>-10 to 10: each step is a head start of 30 seconds in its queue, so what is urgent goes first and what waits still comes.</summary>
    static virtual short Priority => 0;

    /// <summary>How long one attempt may take before it is interrupted and counts as failed.</summary>
    static virtual TimeSpan TimeLimit => TimeSpan.FromHours(1);

    /// <summary>How many may run at once, and how many may start in a minute, on all nodes together; null for no limit.</summary>
    static virtual JobLimit? Limit => null;

    /// <summary>How long it stays readable, with its result, after it was done; null for as long as the setting <c>Jobs:KeepDoneDays</c> says.</summary>
    static virtual TimeSpan? KeepDone => null;

    /// <summary>True for what a person has set going and waits for: they see its progress and may cancel it.</summary>
    static virtual bool IsPersonal => false;
}

/// <summary>A limit of a kind of job over all nodes.</summary>
/// <param name="AtOnce">Runs at the same time; null for any number.</param>
/// <param name="PerMinute">Starts in a minute, spread evenly; null for any number.</param>
public sealed record JobLimit(int? AtOnce = null, int? PerMinute = null);

/// <summary>Does the work of one kind of job, in a dependency-injection scope of its own.</summary>
public interface IJobHandler<in TJob>
    where TJob : IJob
{
    /// <summary>
    /// Runs the job once. What it saves through a <see cref="Data.ModuleDbContext"/> commits together with the job's completion, or not at all. An exception
    /// means another attempt later; <see cref="PermanentJobFailure"/> means none. A job may run again after a crash: effects outside of the database must bear it.
    /// </summary>
    /// <param name="job">The payload.</param>
    /// <param name="run">This attempt.</param>
    /// <param name="cancel">Set when somebody cancels the job, its time is up, the server stops for good or another worker has taken the job over.</param>
    Task RunAsync(TJob job, JobRun run, CancellationToken cancel);
}

/// <summary>Thrown by a handler when no later attempt can succeed. The job is dead at once.</summary>
/// <param name="message">What is wrong, without secrets and personal values: it is stored and shown.</param>
#pragma warning disable CA1710 // it reads as what it is at every throw
public class PermanentJobFailure(string message) : Exception(message);
#pragma warning restore CA1710
