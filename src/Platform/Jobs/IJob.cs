namespace SmartAI.Platform.Jobs;

/// <summary>
/// A durable job: a record with what its handler needs. It is stored as JSON, so it holds ids, not secrets or documents, and a new property needs a
/// default: jobs written by the previous version still have to run.
/// </summary>
public interface IJob
{
    /// <summary>The kind's stable name, module first: <c>identity.mail</c>.</summary>
    static abstract string Kind { get; }

    /// <summary>How often a failing job is started before it is dead. Ten attempts span about three and a half hours.</summary>
    static virtual int MaxAttempts => 10;

    /// <summary>Higher runs first; 0 for everything that nobody waits for.</summary>
    static virtual short Priority => 0;
}

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
    /// <param name="cancel">Set when the server stops for good or another worker has taken the job over.</param>
    Task RunAsync(TJob job, JobRun run, CancellationToken cancel);
}

/// <summary>Thrown by a handler when no later attempt can succeed. The job is dead at once.</summary>
/// <param name="message">What is wrong, without secrets and personal values: it is stored and shown.</param>
#pragma warning disable CA1710 // it reads as what it is at every throw
public class PermanentJobFailure(string message) : Exception(message);
#pragma warning restore CA1710
