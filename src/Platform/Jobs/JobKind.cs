using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace SmartAI.Platform.Jobs;

/// <summary>How a stored job of one kind becomes a call of its handler, and what holds for all of its kind.</summary>
internal sealed record JobKind(
    string Name,
    string Queue,
    TimeSpan TimeLimit,
    int MaxAttempts,
    JobLimit? Limit,
    TimeSpan? KeepDone,
    JsonTypeInfo Payload,
    Func<IServiceProvider, string, JobRun, CancellationToken, Task> RunAsync
)
{
    /// <summary>Where its jobs wait. A limited kind has a line of its own: while it may not run, claims must not walk over all that waits.</summary>
    internal string Lane => LaneOf(Queue, Name, Limit);

    internal static string LaneOf(string queue, string kind, JobLimit? limit) => limit is null ? queue : $"{queue}/{kind}";

    internal static JobKind Of<TJob, THandler>()
        where TJob : IJob
        where THandler : class, IJobHandler<TJob> =>
        new(
            TJob.Kind,
            TJob.Queue,
            TJob.TimeLimit,
            TJob.MaxAttempts,
            TJob.Limit,
            TJob.KeepDone,
            JobPayload.TypeOf<TJob>(),
            (services, payload, run, cancel) =>
                services.GetRequiredService<THandler>().RunAsync(JobPayload.Read<TJob>(payload), run, cancel)
        );
}

/// <summary>Payloads as JSON: web names, by the kind's generated serialization.</summary>
internal static class JobPayload
{
    internal static string Write<TJob>(TJob job)
        where TJob : IJob => JsonSerializer.Serialize(job, TypeOf<TJob>());

    internal static TJob Read<TJob>(string payload)
        where TJob : IJob
    {
        try
        {
            return JsonSerializer.Deserialize(payload, TypeOf<TJob>())
                ?? throw new PermanentJobFailure($"The payload of {TJob.Kind} is null.");
        }
        catch (JsonException unreadable)
        {
            // The serializer's own message may quote the payload; its path cannot.
            throw new PermanentJobFailure($"The payload of {TJob.Kind} cannot be read at {unreadable.Path ?? "$"}.");
        }
    }

    /// <summary>The payload as operators may see it.</summary>
    /// <param name="payload">As stored.</param>
    /// <param name="type">Null for a kind that this program does not know: then every value is masked.</param>
    internal static JsonNode? Masked(string payload, JsonTypeInfo? type) =>
        type is null ? PayloadMask.Hide(JsonNode.Parse(payload)) : PayloadMask.Apply(JsonNode.Parse(payload), type);

    /// <exception cref="InvalidOperationException">The kind's serialization does not know it.</exception>
    internal static JsonTypeInfo<TJob> TypeOf<TJob>()
        where TJob : IJob =>
        (JsonTypeInfo<TJob>?)TJob.Json.GetTypeInfo(typeof(TJob))
        ?? throw new InvalidOperationException(
            $"{TJob.Json.GetType().Name} does not know {TJob.Kind}: it needs [JsonSerializable(typeof({typeof(TJob).Name}))]."
        );
}
