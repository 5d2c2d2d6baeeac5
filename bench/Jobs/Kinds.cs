using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Jobs;

namespace SmartAI.Bench.Jobs;

/// <summary>The kinds that are measured.</summary>
internal static class Kinds
{
    internal static void AddTo(IServiceCollection services) => services.AddJob<Tiny, BenchHandler>().AddJob<Ping, BenchHandler>();
}

/// <summary>Does nothing: what is left is the queue's own cost.</summary>
internal sealed record Tiny(int Number) : IJob
{
    public static string Kind => "bench.tiny";
    public static JsonSerializerContext Json => BenchJobs.Default;
}

/// <summary>Tells when it began.</summary>
internal sealed record Ping(int Number) : IJob
{
    public static string Kind => "bench.ping";
    public static JsonSerializerContext Json => BenchJobs.Default;
}

/// <summary>In 100 ns since the year 1, as both sides read the machine's clock.</summary>
internal sealed record Began(long Ticks);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Tiny))]
[JsonSerializable(typeof(Ping))]
internal sealed partial class BenchJobs : JsonSerializerContext;

internal sealed class BenchHandler(TimeProvider clock) : IJobHandler<Tiny>, IJobHandler<Ping>
{
    public Task RunAsync(Tiny job, JobRun run, CancellationToken cancel) => Task.CompletedTask;

    public Task RunAsync(Ping job, JobRun run, CancellationToken cancel)
    {
        run.Returns(new Began(clock.GetUtcNow().UtcTicks));
        return Task.CompletedTask;
    }
}
