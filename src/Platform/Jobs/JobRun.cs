using System.Text.Json;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Jobs;

/// <summary>How far a job is.</summary>
/// <param name="Done">Units done, in whatever the job counts.</param>
/// <param name="Total">Units in all.</param>
/// <param name="Note">What it is at, such as a file's name; not a sentence, which each reader gets in their language by the job's kind.</param>
public sealed record JobProgress(long Done, long Total, string? Note = null);

/// <summary>One attempt at a job.</summary>
public sealed class JobRun
{
    private const int MaxLines = 200;
    private const int MaxLine = 500;
    private const int MaxResult = 16 * 1024;
    private static readonly TimeSpan s_betweenProgress = TimeSpan.FromMilliseconds(500);

    private readonly JobStore _store;
    private readonly JobNews _news;
    private readonly OperationContext _operation;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly List<LogLine> _lines = [];
    private long _told;

    internal JobRun(ClaimedJob job, JobStore store, JobNews news, OperationContext operation, TimeProvider clock) =>
        (Job, _store, _news, _operation, _clock) = (job, store, news, operation, clock);

    internal ClaimedJob Job { get; }

    /// <summary>The job's id: the same in every attempt, so it serves as an idempotency key towards others.</summary>
    public Guid Id => Job.Id;

    /// <summary>1 for the first attempt.</summary>
    public int Attempt => Job.Attempt;

    /// <summary>True if a failure now is the last one.</summary>
    public bool IsLastAttempt => Job.Attempt >= Job.MaxAttempts;

    /// <summary>The person whose job it is, for kinds that are personal.</summary>
    public Guid? OwnerId => Job.OwnerId;

    /// <summary>Writes a line into the job's log, which operators read: no secrets, no personal values. The last 200 lines are kept, 500 characters of each.</summary>
    public void Log(string line)
    {
        lock (_gate)
        {
            if (_lines.Count == MaxLines)
                _lines.RemoveAt(0);
            _lines.Add(new LogLine(_clock.GetUtcNow(), Attempt, JobError.Storable(line, MaxLine)));
        }
    }

    /// <summary>What the job gives back, as JSON of at most 16 KB: kept and shown with it for as long as finished jobs are kept.</summary>
    /// <exception cref="ArgumentException">It is larger.</exception>
    public void Returns<T>(T result)
    {
        var json = JsonSerializer.Serialize(result, JsonSerializerOptions.Web);
        // PostgreSQL's jsonb takes no NUL.
        if (json.Length > MaxResult || json.Contains("\\u0000", StringComparison.Ordinal))
            throw new ArgumentException($"A job's result has at most {MaxResult} characters and no NUL: keep an id in it.", nameof(result));
        Result = json;
    }

    /// <summary>
    /// Tells how far the job is, outside of the handler's transaction: operators and the job's owner see it at once. May be called for every unit: what comes
    /// within half a second of the last is not written, save for the end.
    /// </summary>
    /// <exception cref="OperationCanceledException">Another worker has taken the job over.</exception>
    public async Task ProgressAsync(JobProgress progress, CancellationToken cancel)
    {
        if (_told != 0 && progress.Done < progress.Total && TimeProvider.System.GetElapsedTime(_told) < s_betweenProgress)
            return;
        _told = TimeProvider.System.GetTimestamp();
        if (!await _store.ProgressAsync(Job, progress, TakeLog(), cancel))
            throw new LeaseLostException();
        await _news.TellAsync(Job, JobState.Running, progress, cancel);
    }

    /// <summary>
    /// Commits what the handler has saved so far, before it does something slow or visible outside: a mail must not hold a transaction open, and its link has
    /// to work when it arrives. Throws if another worker has taken the job over; then nothing is committed.
    /// </summary>
    public async Task CommitAsync(CancellationToken cancel)
    {
        if (_operation.Enlisted is not { Database.CurrentTransaction: not null } db)
            return;
        if (!await _store.RenewAsync(db, Job, cancel))
            throw new LeaseLostException();
        await db.CommitAsync(cancel);
    }

    internal string? Result { get; private set; }

    /// <summary>The lines since they were last taken, as a JSON array; null if there are none.</summary>
    internal string? TakeLog()
    {
        lock (_gate)
        {
            if (_lines.Count == 0)
                return null;
            var lines = JsonSerializer.Serialize(_lines, JsonSerializerOptions.Web);
            _lines.Clear();
            return lines;
        }
    }
}

/// <summary>A line of a job's log.</summary>
public sealed record LogLine(DateTimeOffset At, int Attempt, string Text);

/// <summary>The job belongs to another worker by now.</summary>
internal sealed class LeaseLostException() : Exception("Another worker has taken this job over.");
