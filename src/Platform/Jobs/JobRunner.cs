using System.Collections.Frozen;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmartAI.Platform.Access;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Jobs;

/// <summary>Runs one claimed job to one of its ends: done, tried again later, dead, given back, or lost to another worker.</summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, IEnumerable<JobKind> kinds, JobStore store, ILogger<JobRunner> log)
{
    /// <summary>The name under which telemetry finds the jobs' spans.</summary>
    internal const string Source = "SmartAI.Jobs";

    private static readonly ActivitySource s_source = new(Source);
    private readonly FrozenDictionary<string, JobKind> _kinds = Unique(kinds);

    /// <summary>Never throws. <paramref name="cancel"/> interrupts the handler, not the note about how it ended.</summary>
    internal async Task RunAsync(ClaimedJob job, CancellationToken cancel)
    {
        using var activity = StartActivity(job);
        try
        {
            await EndAsync(job, await AttemptAsync(job, cancel), activity, cancel);
        }
        catch (Exception broken)
        {
            // The database could not be told. The lease runs out and the job comes back.
            log.LogError(broken, "Job {Kind} {JobId}: its end could not be noted", job.Kind, job.Id);
        }
    }

    private async Task<Exception?> AttemptAsync(ClaimedJob job, CancellationToken cancel)
    {
        try
        {
            // Leaving this block rolls back whatever is not committed and returns the connection before the failure is noted.
            await using var scope = scopes.CreateAsyncScope();
            var operation = scope.ServiceProvider.GetRequiredService<OperationContext>();
            operation.Begin($"job:{job.Kind}", Face.Job);
            operation.DefersCommit = true;

            if (!_kinds.TryGetValue(job.Kind, out var kind))
                throw new PermanentJobFailure($"No handler is registered for jobs of kind {job.Kind}.");
            await kind.RunAsync(scope.ServiceProvider, job.Payload, new JobRun(job, store, operation), cancel);

            var db = operation.Enlisted is { Database.CurrentTransaction: not null } enlisted ? enlisted : null;
            if (!await store.CompleteAsync(job, db, CancellationToken.None))
                throw new LeaseLostException();
            if (db is not null)
                await db.CommitAsync(CancellationToken.None);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private async Task EndAsync(ClaimedJob job, Exception? failure, Activity? activity, CancellationToken cancel)
    {
        if (failure is null)
        {
            log.LogDebug("Job {Kind} {JobId} done, attempt {Attempt}", job.Kind, job.Id, job.Attempt);
            return;
        }

        activity?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
        var kept = failure switch
        {
            LeaseLostException => false,
            OperationCanceledException when cancel.IsCancellationRequested => await store.ReleaseAsync(job, CancellationToken.None),
            _ => await NoteFailureAsync(job, failure),
        };
        if (!kept)
            log.LogWarning(
                "Job {Kind} {JobId}, attempt {Attempt}: the lease was lost, nothing of it was committed",
                job.Kind,
                job.Id,
                job.Attempt
            );
    }

    private async Task<bool> NoteFailureAsync(ClaimedJob job, Exception failure)
    {
        var status = await store.FailAsync(job, JobError.Describe(failure), failure is PermanentJobFailure, CancellationToken.None);
        if (status == JobStatus.Dead)
            log.LogError(failure, "Job {Kind} {JobId} is dead after attempt {Attempt}", job.Kind, job.Id, job.Attempt);
        else if (status is not null)
            log.LogWarning(failure, "Job {Kind} {JobId} failed, attempt {Attempt}; it will be tried again", job.Kind, job.Id, job.Attempt);
        return status is not null;
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

    private static FrozenDictionary<string, JobKind> Unique(IEnumerable<JobKind> kinds)
    {
        var named = new Dictionary<string, JobKind>(StringComparer.Ordinal);
        foreach (var kind in kinds)
            if (!named.TryAdd(kind.Name, kind))
                throw new InvalidOperationException($"Two handlers are registered for jobs of kind {kind.Name}.");
        return named.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
