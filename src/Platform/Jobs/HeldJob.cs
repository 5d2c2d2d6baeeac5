using System.Collections.Concurrent;

namespace SmartAI.Platform.Jobs;

/// <summary>Why a run was interrupted.</summary>
internal enum Interruption
{
    None,

    /// <summary>The server stops: the job is given back.</summary>
    Stop,

    /// <summary>Somebody called the job off.</summary>
    Cancelled,

    /// <summary>Another worker has it, or may have it.</summary>
    Lost,
}

/// <summary>A job that this node has claimed and not ended yet. Its cancellation is never disposed: heartbeat and end may meet.</summary>
internal sealed class HeldJob(ClaimedJob job, long leased)
{
    private int _why;

    internal ClaimedJob Job => job;
    internal CancellationTokenSource Cancel { get; } = new();

    /// <summary>A timestamp from before the lease was last prolonged, on this process's own timer.</summary>
    internal long Leased { get; set; } = leased;

    /// <summary>The first reason that it was interrupted for.</summary>
    internal Interruption Why => (Interruption)Volatile.Read(ref _why);

    /// <summary>Starts or takes back the time limit, which is an interruption without a reason.</summary>
    internal void Limit(TimeSpan time)
    {
        Cancel.CancelAfter(time);
        // There is one timer: an interruption that came just before must not be put off.
        if (Why != Interruption.None)
            Cancel.CancelAfter(0);
    }

    /// <summary>Interrupts the handler, on another thread: callbacks of a token may take their time.</summary>
    internal void Interrupt(Interruption why)
    {
        if (Interlocked.CompareExchange(ref _why, (int)why, 0) == 0)
            Cancel.CancelAfter(0);
    }
}

/// <summary>What this node holds: running, waiting to run, or ended and not yet noted.</summary>
internal sealed class HeldJobs(JobKinds kinds, JobSignal signal)
{
    private readonly ConcurrentDictionary<Guid, HeldJob> _jobs = new();

    internal bool IsEmpty => _jobs.IsEmpty;

    internal int Count => _jobs.Count;

    internal HeldJob Add(ClaimedJob job, long leased) => _jobs[job.Id] = new HeldJob(job, leased);

    /// <summary>Forgets a job that has ended. The next of a kind that may only run so many at once can begin, here or on another node.</summary>
    internal void Remove(HeldJob held)
    {
        if (_jobs.TryRemove(KeyValuePair.Create(held.Job.Id, held)) && kinds.Find(held.Job.Kind)?.Limit?.AtOnce is not null)
            signal.Wake();
    }

    internal HeldJob? Find(Guid id) => _jobs.GetValueOrDefault(id);

    internal HeldJob[] All() => [.. _jobs.Values];
}
