using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SmartAI.Platform.Access;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Jobs;

/// <summary>Runs one claimed job to one of its ends: done, tried again later, dead, cancelled, given back, or lost to another worker.</summary>
internal sealed class JobRunner(
    IServiceScopeFactory scopes,
    JobKinds kinds,
    JobStore store,
    HeldJobs held,
    JobCompletions completions,
    JobNews news,
    JobMinutes minutes,
    JobChanges changes,
    JobSettings settings,
    TimeProvider clock,
    ILogger<JobRunner> log
)
{
    /// <summary>The name under which telemetry finds the jobs' spans and figures.</summary>
    internal const string Source = "SmartAI.Jobs";

    private static readonly ActivitySource s_source = new(Source);
    private static readonly TimeSpan s_again = TimeSpan.FromMilliseconds(250);

    /// <summary>Never throws.</summary>
    internal async Task RunAsync(HeldJob job)
    {
        using var activity = StartActivity(job.Job);
        var began = TimeProvider.System.GetTimestamp();
        var attempt = new Attempt();
        changes.Note();
        var failure = await WithinItsTimeAsync(job, attempt);
        minutes.Count(job.Job, TimeProvider.System.GetElapsedTime(began), failed: failure is not null);
        if (failure is null && attempt.Ended is { } ended)
        {
            await completions.AddAsync(job, ended);
            return;
        }

        if (failure is null)
            log.LogDebug("Job {Kind} {JobId} done, attempt {Attempt}", job.Job.Kind, job.Job.Id, job.Job.Attempt);
        else
            await EndAsync(job, failure, attempt, activity);
        changes.Note();
        held.Remove(job);
    }

    /// <summary>What a run leaves behind for its end to be noted.</summary>
    private sealed class Attempt
    {
        internal JobRun? Run { get; set; }

        /// <summary>Set where nothing was saved: the end is then noted together with others'.</summary>
        internal EndedJob? Ended { get; set; }
    }

    private async Task<Exception?> WithinItsTimeAsync(HeldJob job, Attempt attempt)
    {
        if (kinds.Find(job.Job.Kind) is not { } kind)
            return new PermanentJobFailure($"No handler is registered for jobs of kind {job.Job.Kind}.");
        job.Limit(kind.TimeLimit);
        if (job.Job.CancelAsked)
            job.Interrupt(Interruption.Cancelled);

        // On a thread of its own choice: a handler that never yields holds up nobody who waits for it here.
        var work = Task.Run(() => AttemptAsync(kind, job, attempt), CancellationToken.None);
        try
        {
            var failure = await work.WaitAsync(kind.TimeLimit + settings.Grace, CancellationToken.None);
            return failure is OperationCanceledException && job is { Why: Interruption.None, Cancel.IsCancellationRequested: true }
                ? new TimeoutException($"One attempt may take {kind.TimeLimit} and this one took longer.")
                : failure;
        }
        catch (TimeoutException)
        {
            // Its thread is lost until the process ends. A second attempt would lose another one.
            log.LogCritical("Job {Kind} {JobId} does not stop when told to; its thread is lost", job.Job.Kind, job.Job.Id);
            return new PermanentJobFailure($"It ran longer than {kind.TimeLimit} and did not stop when it was told to.");
        }
        finally
        {
            job.Limit(Timeout.InfiniteTimeSpan);
        }
    }

    private async Task<Exception?> AttemptAsync(JobKind kind, HeldJob held, Attempt attempt)
    {
        var job = held.Job;
        try
        {
            // Leaving this block rolls back whatever is not committed and returns the connection before the failure is noted.
            await using var scope = scopes.CreateAsyncScope();
            var operation = scope.ServiceProvider.GetRequiredService<OperationContext>();
            operation.Begin($"job:{job.Kind}", Face.Job);
            operation.DefersCommit = true;

            var run = attempt.Run = new JobRun(job, store, news, operation, clock);
            held.Cancel.Token.ThrowIfCancellationRequested();
            await kind.RunAsync(scope.ServiceProvider, job.Payload, run, held.Cancel.Token);

            var ended = new EndedJob(job, run.Result, run.TakeLog());
            if (operation.Enlisted is not { Database.CurrentTransaction: not null } db)
            {
                attempt.Ended = ended;
                return null;
            }
            if (!await store.CompleteAsync(ended, db, CancellationToken.None))
                return new LeaseLostException();
            await db.CommitAsync(CancellationToken.None);
            await news.TellAsync(job, JobState.Done, null, CancellationToken.None);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private async Task EndAsync(HeldJob held, Exception failure, Attempt attempt, Activity? activity)
    {
        var job = held.Job;
        activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
        try
        {
            var kept = failure switch
            {
                LeaseLostException => false,
                OperationCanceledException when held.Why == Interruption.Lost => false,
                OperationCanceledException when held.Why == Interruption.Stop => await WhileLeasedAsync(() =>
                    store.ReleaseAsync([job], CancellationToken.None)
                ) == 1,
                OperationCanceledException when held.Why == Interruption.Cancelled => await NoteAsync(
                    job,
                    failure,
                    "It was cancelled.",
                    attempt
                ),
                _ => await NoteAsync(job, failure, JobError.Describe(failure), attempt),
            };
            if (!kept)
                log.LogWarning(
                    "Job {Kind} {JobId}, attempt {Attempt}: the lease was lost, nothing of it was committed",
                    job.Kind,
                    job.Id,
                    job.Attempt
                );
        }
        catch (Exception broken)
        {
            // The database could not be told. The lease runs out and the job comes back.
            log.LogError(broken, "Job {Kind} {JobId}: its end could not be noted", job.Kind, job.Id);
        }
    }

    private async Task<bool> NoteAsync(ClaimedJob job, Exception failure, string error, Attempt attempt)
    {
        var lines = attempt.Run?.TakeLog();
        var status = await WhileLeasedAsync(() =>
            store.FailAsync(job, error, failure is PermanentJobFailure, lines, CancellationToken.None)
        );
        if (status is null)
            return false;
        var state = Enum.Parse<JobState>(status, ignoreCase: true);
        if (state == JobState.Dead)
            log.LogError(failure, "Job {Kind} {JobId} is dead after attempt {Attempt}", job.Kind, job.Id, job.Attempt);
        else if (state == JobState.Ready)
            log.LogWarning(failure, "Job {Kind} {JobId} failed, attempt {Attempt}; it will be tried again", job.Kind, job.Id, job.Attempt);
        await news.TellAsync(job, state, null, CancellationToken.None);
        return true;
    }

    /// <summary>Tries again while the database is away and the lease stands.</summary>
    private async Task<T> WhileLeasedAsync<T>(Func<Task<T>> note)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await note();
            }
            catch (NpgsqlException) when (TimeProvider.System.GetElapsedTime(began) < settings.Lease)
            {
                await Task.Delay(s_again);
            }
        }
    }

    /// <summary>The job goes on in the trace of the request that asked for it. Its span is unknown by now, so the parent is a made-up one.</summary>
    private static Activity? StartActivity(ClaimedJob job)
    {
        if (job.RequestId.Length != 32 || !job.RequestId.All(char.IsAsciiHexDigitLower))
            return s_source.StartActivity(job.Kind, ActivityKind.Consumer);
        var parent = new ActivityContext(
            ActivityTraceId.CreateFromString(job.RequestId),
            ActivitySpanId.CreateRandom(),
            ActivityTraceFlags.Recorded,
            isRemote: true
        );

        // Without telemetry the source makes none, but audit entries and log lines of the job still carry the request's id.
        return s_source.StartActivity(job.Kind, ActivityKind.Consumer, parent)
            ?? new Activity(job.Kind).SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start();
    }
}
