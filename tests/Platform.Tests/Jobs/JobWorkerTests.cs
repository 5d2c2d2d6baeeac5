using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;

namespace SmartAI.Platform.Tests.Jobs;

internal sealed record ElsewhereJob(string Text) : IJob
{
    public static string Kind => "test.elsewhere";
    public static string Queue => "elsewhere";
    public static JsonSerializerContext Json => TestJobs.Default;
}

internal sealed class ElsewhereHandler(NotesDb db, Behaviour behaviour) : IJobHandler<ElsewhereJob>
{
    public Task RunAsync(ElsewhereJob job, JobRun run, CancellationToken cancel) => behaviour.Act(job.Text, run, db, cancel);
}

public sealed class JobWorkerTests : JobTest
{
    private static JobSettings NeverPolling() => new() { PollEvery = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task A_job_written_on_another_node_starts_without_waiting_for_the_next_look()
    {
        var web = await StartAsync(worker: false);
        var worker = await StartAsync(NeverPolling());
        await Eventually.TrueAsync(() => worker.Services.GetRequiredService<Wakeups>().IsConnected, "it listens");

        // The worker's first look and the start of its listening may each find a job; whatever comes after them is found by its wake-up alone.
        for (var written = 1L; written <= 4; written++)
        {
            await web.EnqueueAsync(new NoteJob($"{written}"));
            await Database.UntilAsync(written, Notes);
        }
    }

    [Fact]
    public async Task Three_workers_run_each_of_many_jobs_exactly_once()
    {
        const int Count = 500;
        var web = await StartAsync(worker: false);
        await web.EnqueueAsync([.. Enumerable.Range(0, Count).Select(i => new NoteJob($"{i}"))]);
        for (var i = 0; i < 3; i++)
            await StartAsync();

        await Database.UntilAsync((long)Count, "select count(*) from platform.job_history where status = 'done' and attempts = 1");
        (await Database.ReadAsync<long>(Notes)).ShouldBe(Count);
        (await Database.ReadAsync<long>("select count(distinct text) from memo.notes")).ShouldBe(Count);
    }

    [Fact]
    public async Task A_worker_leaves_the_queues_that_it_is_told_to_leave()
    {
        static void Add(IServiceCollection services) => services.AddJob<ElsewhereJob, ElsewhereHandler>();
        var web = await StartAsync(worker: false, adjust: Add);
        await web.EnqueueAsync(new ElsewhereJob("left"));
        await web.EnqueueAsync(new NoteJob("done"));
        var leaving = TestNode.Quick();
        leaving.Except = [ElsewhereJob.Queue];
        await StartAsync(leaving, adjust: Add);

        await Database.UntilAsync(1L, "select count(*) from platform.job_history where kind = 'test.note' and status = 'done'");
        (await Database.ReadAsync<string>("select status || ':' || attempts from platform.jobs where kind = 'test.elsewhere'")).ShouldBe(
            "ready:0"
        );

        await StartAsync(new JobSettings { Queues = [ElsewhereJob.Queue] }, adjust: Add);
        await Database.UntilAsync(1L, "select count(*) from platform.job_history where kind = 'test.elsewhere' and status = 'done'");
    }

    [Fact]
    public async Task A_job_of_a_killed_worker_comes_back_when_its_lease_ends()
    {
        var web = await StartAsync(worker: false);
        await web.EnqueueAsync(new NoteJob("orphan"), new NoteJob("held"));
        await Database.RunAsync(
            "update platform.jobs set status = 'running', attempts = 1, locked_by = 'killed', lease_until = now() - interval '1 s'"
        );
        await Database.RunAsync("update platform.jobs set lease_until = now() + interval '1 hour' where payload->>'text' = 'held'");

        await StartAsync();

        await Database.UntilAsync("done:2", "select state || ':' || attempts from platform.all_jobs where payload like '%orphan%'");
        (await Database.ReadAsync<string>("select locked_by from platform.jobs where payload->>'text' = 'held'")).ShouldBe("killed");
    }

    [Fact]
    public async Task A_job_that_kills_its_worker_every_time_is_dead_in_the_end()
    {
        var web = await StartAsync(worker: false);
        await web.EnqueueAsync(new NoteJob("poison"));
        await Database.RunAsync(
            "update platform.jobs set status = 'running', attempts = max_attempts, locked_by = 'killed', lease_until = now() - interval '1 s'"
        );

        await StartAsync();

        await Database.UntilAsync("dead:10", States);
    }

    [Fact]
    public async Task A_long_job_keeps_its_lease_and_hears_at_once_when_it_is_taken_away()
    {
        var settings = TestNode.Quick();
        settings.Lease = TimeSpan.FromSeconds(1);
        var node = await StartAsync(settings);
        var cancelled = new TaskCompletionSource();
        node.Behaviour.Act = async (_, _, _, cancel) =>
        {
            await using var registration = cancel.Register(() => cancelled.TrySetResult());
            await cancelled.Task;
            cancel.ThrowIfCancellationRequested();
        };
        await node.EnqueueAsync(new NoteJob("long"));
        await Database.UntilAsync("running:1", States);

        var first = await Database.ReadAsync<DateTime>("select lease_until from platform.jobs");
        await Database.UntilAsync(true, "select lease_until > $1 + interval '1.5 s' from platform.jobs", first);
        (await Database.ReadAsync<string>(States)).ShouldBe("running:1");

        await Database.RunAsync("update platform.jobs set locked_by = 'another'");
        await cancelled.Task.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_stopping_worker_lets_running_jobs_finish_and_starts_no_other()
    {
        var settings = TestNode.Quick();
        settings.Concurrency = 1;
        var node = await StartAsync(settings);
        var started = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        node.Behaviour.Act = (_, _, _, _) =>
        {
            started.TrySetResult();
            return goOn.Task;
        };
        await node.EnqueueAsync(new NoteJob("running"), new NoteJob("waiting"));
        await started.Task.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        var stopped = node.StopAsync();
        goOn.SetResult();
        await stopped.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        (await Database.ReadAsync<long>("select count(*) from platform.job_history where status = 'done'")).ShouldBe(1);
        (await Database.ReadAsync<long>("select count(*) from platform.jobs where status = 'ready' and attempts = 0")).ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_outlasts_the_stop_is_interrupted_and_given_back_uncounted()
    {
        var settings = TestNode.Quick();
        settings.DrainLimit = TimeSpan.FromMilliseconds(50);
        var node = await StartAsync(settings);
        node.Behaviour.Act = (_, _, _, cancel) => Task.Delay(Timeout.Infinite, cancel);
        await node.EnqueueAsync(new NoteJob("endless"));
        await Database.UntilAsync("running:1", States);

        await node.StopAsync();

        (await Database.ReadAsync<string>(States)).ShouldBe("ready:0");
        (await Database.ReadAsync<string>("select locked_by from platform.jobs")).ShouldBeNull();
    }

    [Fact]
    public async Task A_job_for_later_waits_for_the_business_clock()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var node = await StartAsync(clock: clock);
        await node.ChangeAsync(async db =>
        {
            db.Add(JobRow.From(new NoteJob("later"), "r", clock, runAt: clock.GetUtcNow().AddHours(1)));
            db.Enqueue(new NoteJob("now"));
            await db.SaveChangesAsync();
        });
        await Database.UntilAsync(1L, Notes);
        (await Database.ReadAsync<string>("select status from platform.jobs where payload->>'text' = 'later'")).ShouldBe("ready");

        clock.Advance(TimeSpan.FromHours(1));
        await Database.UntilAsync(2L, Notes);
    }

    [Fact]
    public async Task What_somebody_waits_for_runs_first()
    {
        var web = await StartAsync(worker: false);
        await web.EnqueueAsync(new NoteJob("slow lane"));
        await web.EnqueueAsync(new UrgentJob("fast lane"));
        var settings = TestNode.Quick();
        settings.Concurrency = 1;

        await StartAsync(settings);

        await Database.UntilAsync("fast lane,slow lane", "select string_agg(text, ',' order by id) from memo.notes");
    }
}
