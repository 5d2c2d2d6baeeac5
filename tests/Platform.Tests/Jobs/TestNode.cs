using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Jobs.Schedules;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Tests.Jobs;

internal sealed record NoteJob(string Text, bool Shout = false) : IJob
{
    public static string Kind => "test.note";
    public static JsonSerializerContext Json => TestJobs.Default;
}

internal sealed record UrgentJob(string Text) : IJob
{
    public static string Kind => "test.urgent";
    public static JsonSerializerContext Json => TestJobs.Default;
    public static short Priority => 10;
    public static int MaxAttempts => 3;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NoteJob))]
[JsonSerializable(typeof(UrgentJob))]
[JsonSerializable(typeof(ElsewhereJob))]
[JsonSerializable(typeof(ShortJob))]
[JsonSerializable(typeof(SingleJob))]
[JsonSerializable(typeof(PacedJob))]
[JsonSerializable(typeof(PatientJob))]
internal sealed partial class TestJobs : JsonSerializerContext;

/// <summary>What the handlers do in a test: by default they write the job's text as a note.</summary>
internal sealed class Behaviour
{
    public Func<string, JobRun, NotesDb, CancellationToken, Task> Act { get; set; } = (text, _, db, cancel) => db.WriteAsync(text, cancel);

    public List<string> RequestIds { get; } = [];
}

internal sealed class NoteHandler(NotesDb db, Behaviour behaviour, OperationContext operation)
    : IJobHandler<NoteJob>,
        IJobHandler<UrgentJob>
{
    public Task RunAsync(NoteJob job, JobRun run, CancellationToken cancel) => ActAsync(job.Text, run, cancel);

    public Task RunAsync(UrgentJob job, JobRun run, CancellationToken cancel) => ActAsync(job.Text, run, cancel);

    private Task ActAsync(string text, JobRun run, CancellationToken cancel)
    {
        lock (behaviour.RequestIds)
            behaviour.RequestIds.Add($"{operation.Operation} {operation.RequestId}");
        return behaviour.Act(text, run, db, cancel);
    }
}

internal sealed class Note
{
    public Guid Id { get; init; }
    public required string Text { get; init; }
}

internal sealed class NotesDb(DbContextOptions<NotesDb> options) : ModuleDbContext(options)
{
    protected override string Schema => "memo";

    public Task WriteAsync(string text, CancellationToken cancel)
    {
        Add(new Note { Id = Ids.New(TimeProvider.System), Text = text });
        return SaveChangesAsync(cancel);
    }

    protected override void MapEntities(ModelBuilder model) => model.Entity<Note>().ToTable("notes");
}

/// <summary>One node of an installation: the kernel's jobs on a test's database, with a worker or without.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private readonly IHost _host;

    private TestNode(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public Behaviour Behaviour => Services.GetRequiredService<Behaviour>();

    public static async Task<TestNode> StartAsync(
        TestDatabase database,
        JobSettings? settings = null,
        TimeProvider? clock = null,
        bool worker = true,
        Action<IServiceCollection>? adjust = null
    )
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(clock ?? TimeProvider.System).AddSingleton(database.Source).AddSingleton<Behaviour>();
        builder.Services.AddSingleton(settings ?? Quick()).AddScoped<OperationContext>();
        builder.Services.AddModuleContext<NotesDb>("memo");
        builder.Services.AddModuleContext<PlatformDb>("platform");
        builder.Services.AddWakeups(database.ConnectionString).AddJobs().AddJob<NoteJob, NoteHandler>().AddJob<UrgentJob, NoteHandler>();
        if (worker)
            builder.Services.AddJobWorker();
        // The kernel's own ticks would count among a test's jobs once an hour.
        builder.Services.RemoveAll<DeclaredSchedule>();
        adjust?.Invoke(builder.Services);

        var node = new TestNode(builder.Build());
        await node._host.StartAsync();
        return node;
    }

    /// <summary>Settings under which a second attempt comes at once.</summary>
    public static JobSettings Quick() =>
        new()
        {
            PollEvery = TimeSpan.FromMilliseconds(100),
            RetryAfter = TimeSpan.FromMilliseconds(10),
            RetryAtMost = TimeSpan.FromMilliseconds(20),
            DrainLimit = TimeSpan.FromSeconds(5),
        };

    public async Task ChangeAsync(Func<NotesDb, Task> change)
    {
        await using var scope = Services.CreateAsyncScope();
        await change(scope.ServiceProvider.GetRequiredService<NotesDb>());
    }

    public Task EnqueueAsync<TJob>(params IReadOnlyList<TJob> jobs)
        where TJob : IJob =>
        ChangeAsync(async db =>
        {
            foreach (var job in jobs)
                db.Enqueue(job);
            await db.SaveChangesAsync();
        });

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
