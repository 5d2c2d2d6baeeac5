using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Jobs;

namespace SmartAI.Platform.Tests.Jobs;

internal sealed record PacedJob(string Text) : IJob
{
    public static string Kind => "test.paced";
    public static JsonSerializerContext Json => TestJobs.Default;
    public static JobLimit Limit => new(PerMinute: 600);
}

internal sealed record PatientJob(string Text) : IJob
{
    public static string Kind => "test.patient";
    public static JsonSerializerContext Json => TestJobs.Default;
    public static short Priority => -10;
    public static TimeSpan? KeepDone => TimeSpan.FromDays(20);
}

internal sealed class OrderedHandler(NotesDb db) : IJobHandler<PacedJob>, IJobHandler<PatientJob>
{
    public Task RunAsync(PacedJob job, JobRun run, CancellationToken cancel) => db.WriteAsync(job.Text, cancel);

    public Task RunAsync(PatientJob job, JobRun run, CancellationToken cancel) => db.WriteAsync(job.Text, cancel);
}

/// <summary>When a job's turn comes.</summary>
public sealed class JobOrderTests : JobTest
{
    private static void Kinds(IServiceCollection services) =>
        services.AddJob<PacedJob, OrderedHandler>().AddJob<PatientJob, OrderedHandler>().AddJob<SingleJob, ControlledHandler>();

    [Fact]
    public async Task What_is_in_no_hurry_has_its_turn_before_urgent_work_that_came_long_after_it()
    {
        var web = await StartAsync(worker: false, adjust: Kinds);
        await web.EnqueueAsync(new PatientJob("patient, eleven minutes ago"));
        await Database.RunAsync(
            "update platform.jobs set run_at = run_at - interval '11 minutes', rank_at = rank_at - interval '11 minutes'"
        );
        await web.EnqueueAsync(new PatientJob("patient, now"));
        await web.EnqueueAsync(new UrgentJob("urgent"), new UrgentJob("urgent"));
        var settings = TestNode.Quick();
        settings.Concurrency = 1;

        await StartAsync(settings, adjust: Kinds);

        await Database.UntilAsync(4L, Notes);
        (await Database.ReadAsync<string>("select string_agg(text, '; ' order by id) from memo.notes")).ShouldBe(
            "patient, eleven minutes ago; urgent; urgent; patient, now"
        );
    }

    [Fact]
    public async Task No_more_start_in_a_minute_than_the_kind_allows_on_all_nodes_together()
    {
        for (var i = 0; i < 2; i++)
            await StartAsync(adjust: Kinds);
        var web = await StartAsync(worker: false, adjust: Kinds);
        await Database.UntilAsync(1L, "select count(*) from platform.job_limits where kind = 'test.paced'");
        await Database.RunAsync("update platform.job_limits set tokens = 0, filled_at = clock_timestamp() where kind = 'test.paced'");
        var from = await Database.ReadAsync<DateTime>("select filled_at from platform.job_limits where kind = 'test.paced'");

        await web.EnqueueAsync([.. Enumerable.Range(0, 12).Select(i => new PacedJob($"{i}"))]);

        await Database.UntilAsync(12L, Notes);
        // 600 a minute are one each tenth of a second: none may come before its own.
        (
            await Database.ReadAllAsync<string>(
                """
                select n || ': ' || started_at from (
                    select row_number() over (order by started_at) as n, started_at from platform.job_history where kind = 'test.paced') run
                where started_at < $1 + n * interval '100 ms' - interval '2 ms'
                """,
                from
            )
        ).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_kind_with_a_limit_has_its_turn_while_there_is_no_end_of_other_work()
    {
        var web = await StartAsync(worker: false, adjust: Kinds);
        await web.EnqueueAsync([.. Enumerable.Range(0, 1500).Select(i => new NoteJob($"{i}"))]);
        await web.EnqueueAsync(new SingleJob("limited"));
        var settings = TestNode.Quick();
        settings.Concurrency = 1;

        await StartAsync(settings, adjust: Kinds);

        await Database.UntilAsync(1501L, Notes);
        (
            await Database.ReadAsync<long>("select count(*) from memo.notes where id < (select id from memo.notes where text = 'limited')")
        ).ShouldBeLessThan(1200);
    }

    [Fact]
    public async Task A_job_whose_notification_is_lost_is_found_by_the_next_look()
    {
        var node = await StartAsync();
        await node.EnqueueAsync(new NoteJob("told"));
        await Database.UntilAsync(1L, Notes);

        await Database.RunAsync(
            """
            insert into platform.jobs (id, kind, payload, max_attempts, request_id, created_at)
            values (gen_random_uuid(), 'test.note', '{"text":"not told"}', 10, 'r', now())
            """
        );

        await Database.UntilAsync(2L, Notes);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_an_hour_delays_nothing_and_repeats_nothing()
    {
        var clock = new TestClock();
        var node = await StartAsync(clock: clock, adjust: Kinds);
        await node.EnqueueAsync(new NoteJob("before"));
        await node.EnqueueAsync(new SingleJob("one at a time"));
        await Database.UntilAsync(2L, Notes);

        clock.Advance(TimeSpan.FromHours(-1));
        // The database's own, as its limits see it.
        await Database.RunAsync("update platform.job_limits set filled_at = filled_at + interval '1 hour'");
        await node.EnqueueAsync(new NoteJob("after"));
        await node.EnqueueAsync(new UrgentJob("urgent"));
        await node.EnqueueAsync(new SingleJob("one at a time again"));

        await Database.UntilAsync(5L, Notes);
        (await Database.ReadAsync<long>("select count(*) from platform.job_history where status = 'done' and attempts = 1")).ShouldBe(5);
    }
}
