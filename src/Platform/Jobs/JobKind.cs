using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace SmartAI.Platform.Jobs;

/// <summary>How a stored job of one kind becomes a call of its handler.</summary>
internal sealed record JobKind(string Name, Func<IServiceProvider, string, JobRun, CancellationToken, Task> RunAsync)
{
    internal static JobKind Of<TJob, THandler>()
        where TJob : IJob
        where THandler : class, IJobHandler<TJob> =>
        new(
            TJob.Kind,
            (services, payload, run, cancel) => services.GetRequiredService<THandler>().RunAsync(Read<TJob>(payload), run, cancel)
        );

    private static TJob Read<TJob>(string payload)
        where TJob : IJob
    {
        try
        {
            return JsonSerializer.Deserialize<TJob>(payload, JsonSerializerOptions.Web)
                ?? throw new PermanentJobFailure($"The payload of {TJob.Kind} is null.");
        }
        catch (JsonException unreadable)
        {
            // The serializer's own message may quote the payload; its path cannot.
            throw new PermanentJobFailure($"The payload of {TJob.Kind} cannot be read at {unreadable.Path ?? "$"}.");
        }
    }
}
