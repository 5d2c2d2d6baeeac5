using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SmartAI.Platform.Jobs;

/// <summary>
/// Notes the end of runs that saved nothing, many in one statement: the first leaves at once, and what ends while it is under way leaves together.
/// </summary>
internal sealed class JobCompletions(
    JobStore store,
    HeldJobs held,
    JobNews news,
    JobChanges changes,
    JobSettings settings,
    ILogger<JobCompletions> log
)
{
    internal const int AtMost = 500;
    private static readonly TimeSpan s_again = TimeSpan.FromMilliseconds(250);

    private readonly Channel<(HeldJob Held, EndedJob Ended)> _ended = Channel.CreateBounded<(HeldJob, EndedJob)>(2 * AtMost);

    /// <summary>Takes an end over; waits only when a thousand are waiting already.</summary>
    internal ValueTask AddAsync(HeldJob job, EndedJob ended) => _ended.Writer.WriteAsync((job, ended), CancellationToken.None);

    /// <summary>Nothing more comes.</summary>
    internal void Close() => _ended.Writer.TryComplete();

    internal async Task RunAsync()
    {
        var batch = new List<(HeldJob Held, EndedJob Ended)>(AtMost);
        while (await _ended.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < AtMost && _ended.Reader.TryRead(out var next))
                batch.Add(next);
            await NoteAsync(batch);
            changes.Note();
            foreach (var (job, _) in batch)
                held.Remove(job);
            batch.Clear();
        }
    }

    private async Task NoteAsync(List<(HeldJob Held, EndedJob Ended)> batch)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var noted = await store.CompleteAsync([.. batch.Select(b => b.Ended)], CancellationToken.None);
                foreach (var (_, ended) in batch)
                    if (!noted.Contains(ended.Job.Id))
                        log.LogWarning(
                            "Job {Kind} {JobId}, attempt {Attempt}: the lease was lost",
                            ended.Job.Kind,
                            ended.Job.Id,
                            ended.Job.Attempt
                        );
                    else if (ended.Job.OwnerId is not null)
                        await news.TellAsync(ended.Job, JobState.Done, null, CancellationToken.None);
                return;
            }
            catch (NpgsqlException failure) when (TimeProvider.System.GetElapsedTime(began) < settings.Lease)
            {
                // While the leases stand the work must not be done twice for a database that is away for a moment.
                log.LogWarning("{Count} jobs have ended and cannot be noted yet: {Reason}", batch.Count, failure.Message);
                await Task.Delay(s_again);
            }
            catch (Exception failure)
            {
                log.LogError(failure, "The end of {Count} jobs could not be noted; they come back when their leases end", batch.Count);
                return;
            }
        }
    }
}
