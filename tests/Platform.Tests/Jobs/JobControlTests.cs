using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Jobs.Schedules;

namespace SmartAI.Platform.Tests.Jobs;

internal sealed record ShortJob(string Text) : IJob
{
    public static string Kind => "test.short";
    public static JsonSerializerContext Json => TestJobs.Default;
    public static int MaxAttempts => 2;
    public static TimeSpan TimeLimit => TimeSpan.FromMilliseconds(100);
}

internal sealed record SingleJob(string Text) : IJob
{
    public static string Kind => "test.single";
    public static JsonSerializerContext Json => TestJobs.Default;
    public static JobLimit Limit => new(AtOnce: 1);
}

internal sealed class ControlledHandler(NotesDb db, Behaviour behaviour) : IJobHandler<ShortJob>, IJobHandler<SingleJob>
{
    public Task RunAsync(ShortJob job, JobRun run, CancellationToken cancel) => behaviour.Act(job.Text, run, db, cancel);

    public Task RunAsync(SingleJob job, JobRun run, CancellationToken cancel) => behaviour.Act(job.Text, run, db, cancel);
}

public sealed class JobControlTests : JobTest
{
    private static void Kinds(IServiceCollection services) =>
        services.AddJob<ShortJob, ControlledHandler>().AddJob<SingleJob, ControlledHandler>();

    [Fact]
    public async Task Cancelling_reaches_the_running_handler_on_another_node()
    {
        var web = await StartAsync(worker: false);
        var worker = await StartAsync();
        worker.Behaviour.Act = (_, run, _, cancel) =>
        {
            run.Log("waiting");
            return Task.Delay(Timeout.Infinite, cancel);
        };
        await web.EnqueueAsync(new NoteJob("endless"));
        await Database.UntilAsync("running:1", States);
        var id = await Database.ReadAsync<Guid>("select id from platform.jobs");

        await web.ChangeAsync(async db =>
        {
            (await JobDesk.CancelAsync(db, id, null, CancellationToken.None)).ShouldBe(JobIntervention.Asked);
            await db.Database.CurrentTransaction!.CommitAsync();
        });

        await Database.UntilAsync("cancelled:1", States);
        (await Database.ReadAsync<string>("select log->0->>'text' from platform.job_history")).ShouldBe("waiting");
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_has_failed_and_the_job_is_dead_after_its_attempts()
    {
        var node = await StartAsync(adjust: Kinds);
        node.Behaviour.Act = (_, _, _, cancel) => Task.Delay(Timeout.Infinite, cancel);

        await node.EnqueueAsync(new ShortJob("slow"));

        await Database.UntilAsync("dead:2", States);
        (await Database.ReadAsync<string>(LastError))
            .ShouldNotBeNull()
            .ShouldStartWith("TimeoutException: One attempt may take 00:00:00.1");
        (await Database.ReadAsync<int>("select jsonb_array_length(failures) from platform.job_history")).ShouldBe(2);
    }

    [Fact]
    public async Task A_handler_that_does_not_stop_makes_its_job_dead_at_once_and_others_go_on()
    {
        var settings = TestNode.Quick();
        (settings.Concurrency, settings.Grace) = (1, TimeSpan.FromMilliseconds(100));
        var node = await StartAsync(settings, adjust: Kinds);
        var forGood = new TaskCompletionSource();
        node.Behaviour.Act = (text, _, db, cancel) => text == "deaf" ? forGood.Task : db.WriteAsync(text, cancel);

        await node.EnqueueAsync(new ShortJob("deaf"));
        await Database.UntilAsync("dead:1", States);
        await node.EnqueueAsync(new NoteJob("next"));

        await Database.UntilAsync(1L, Notes);
        forGood.SetResult();
    }

    [Fact]
    public async Task A_kind_with_a_limit_runs_so_many_at_once_on_all_nodes_together()
    {
        var (running, most) = (0, 0);
        for (var i = 0; i < 2; i++)
        {
            var node = await StartAsync(adjust: Kinds);
            node.Behaviour.Act = async (text, _, db, cancel) =>
            {
                var now = Interlocked.Increment(ref running);
                most = Math.Max(most, now);
                await db.WriteAsync(text, cancel);
                Interlocked.Decrement(ref running);
            };
        }
        var web = await StartAsync(worker: false, adjust: Kinds);

        await web.EnqueueAsync([.. Enumerable.Range(0, 20).Select(i => new SingleJob($"{i}"))]);

        await Database.UntilAsync(20L, Notes);
        most.ShouldBe(1);
    }

    [Fact]
    public async Task Each_tick_has_one_job_whichever_nodes_are_up_and_a_clock_set_back_repeats_none()
    {
        var clock = new TestClock();
        void Hourly(IServiceCollection services) => services.AddSchedule(new Schedule("test.hourly", "0 * * * *"), new NoteJob("tick"));
        for (var i = 0; i < 3; i++)
            await StartAsync(clock: clock, adjust: Hourly);
        await Database.UntilAsync(1L, "select count(*) from platform.schedule_ticks where next_at is not null and name = 'test.hourly'");

        clock.Advance(TimeSpan.FromHours(1));
        await Database.UntilAsync(1L, Notes);
        var next = await Database.ReadAsync<DateTime>("select next_at from platform.schedule_ticks where name = 'test.hourly'");
        clock.Advance(TimeSpan.FromHours(-1));
        clock.Advance(TimeSpan.FromMinutes(59));

        await Database.UntilAsync(
            true,
            "select clock_timestamp() > $1 + interval '500 ms'",
            await Database.ReadAsync<DateTime>("select clock_timestamp()")
        );
        (await Database.ReadAsync<long>(Notes)).ShouldBe(1);
        (await Database.ReadAsync<DateTime>("select next_at from platform.schedule_ticks where name = 'test.hourly'")).ShouldBe(next);
    }
}
