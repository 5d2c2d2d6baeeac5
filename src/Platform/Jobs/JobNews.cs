using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Data;
using SmartAI.Platform.Http;

namespace SmartAI.Platform.Jobs;

/// <summary>Tells the owner of a job how it is, on every page that they have open. It points to the truth in the table and may be lost.</summary>
internal sealed class JobNews(IServiceScopeFactory scopes)
{
    internal const string Kind = "job-progress";

    internal async Task TellAsync(ClaimedJob job, JobState state, JobProgress? progress, CancellationToken cancel)
    {
        if (job.OwnerId is not { } owner)
            return;
        await using var scope = scopes.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<PlatformDb>()
            .TellAsync(owner, null, Kind, Of(job.Id, job.Kind, state, progress), cancel);
    }

    internal static object Of(Guid id, string kind, JobState state, JobProgress? progress) =>
        new
        {
            id,
            kind,
            state = state.ToString().ToLowerInvariant(),
            progress?.Done,
            progress?.Total,
            progress?.Note,
        };
}
