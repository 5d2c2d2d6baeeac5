using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Jobs;

/// <summary>One attempt at a job.</summary>
public sealed class JobRun
{
    private readonly ClaimedJob _job;
    private readonly JobStore _store;
    private readonly OperationContext _operation;

    internal JobRun(ClaimedJob job, JobStore store, OperationContext operation) => (_job, _store, _operation) = (job, store, operation);

    /// <summary>The job's id: the same in every attempt, so it serves as an idempotency key towards others.</summary>
    public Guid Id => _job.Id;

    /// <summary>1 for the first attempt.</summary>
    public int Attempt => _job.Attempt;

    /// <summary>True if a failure now is the last one.</summary>
    public bool IsLastAttempt => _job.Attempt >= _job.MaxAttempts;

    /// <summary>
    /// Commits what the handler has saved so far, before it does something slow or visible outside: a mail must not hold a transaction open, and its link has
    /// to work when it arrives. Throws if another worker has taken the job over; then nothing is committed.
    /// </summary>
    public async Task CommitAsync(CancellationToken cancel)
    {
        if (_operation.Enlisted is not { Database.CurrentTransaction: not null } db)
            return;
        if (!await _store.RenewAsync(db, _job, cancel))
            throw new LeaseLostException();
        await db.CommitAsync(cancel);
    }
}

/// <summary>The job belongs to another worker by now.</summary>
internal sealed class LeaseLostException() : Exception("Another worker has taken this job over.");
