using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;

namespace SmartAI.Platform.Tests.Jobs;

/// <summary>What becomes of jobs over months and versions.</summary>
public sealed class JobHistoryTests : JobTest
{
    private const string Partition = """
        create table platform.job_history_{0} partition of platform.job_history
        for values from (platform.uuid_at('{1}')) to (platform.uuid_at('{2}'))
        """;

    [Fact]
    public async Task The_hourly_tidying_makes_the_next_months_moves_what_came_early_and_drops_what_is_empty_and_old()
    {
        var node = await StartAsync();
        var next = await Database.ReadAsync<string>("select to_char(now() at time zone 'utc' + interval '1 month', 'YYYY_MM')");
        await Database.RunAsync($"drop table platform.job_history_{next}");
        await Database.RunAsync(Old("2020_01", "2020-01-01Z", "2020-02-01Z"));
        await Database.RunAsync(Old("2020_02", "2020-02-01Z", "2020-03-01Z"));
        // A dead job that was looked at a minute ago is kept, and its month with it.
        await FinishedAsync("timestamptz '2020-02-15Z'", "now() - interval '1 minute'", "dead");
        await FinishedAsync("timestamptz '2020-01-15Z'", "timestamptz '2020-01-15Z'", "dead");
        await FinishedAsync("date_trunc('month', now()) + interval '1 month 3 days'", "now()", "done");
        await FinishedAsync("now() - interval '8 days'", "now() - interval '8 days'", "done");
        await FinishedAsync("now() - interval '8 days'", "now() - interval '8 days'", "dead");

        // Twice: the month is empty after the first.
        for (var run = 1L; run <= 2; run++)
        {
            await node.EnqueueAsync(new TidyJobs());
            await Database.UntilAsync(
                run,
                "select count(*) from platform.job_history where kind = 'platform.jobs.tidy' and status = 'done'"
            );
        }

        var months = await Database.ReadAllAsync<string>(
            "select relname::text from pg_inherits join pg_class on pg_class.oid = inhrelid where inhparent = 'platform.job_history'::regclass"
        );
        months.ShouldNotContain("job_history_2020_01");
        months.ShouldContain("job_history_2020_02");
        months.ShouldContain($"job_history_{next}");
        (await Database.ReadAsync<long>($"select count(*) from platform.job_history_{next}")).ShouldBe(1);
        (await Database.ReadAsync<long>("select count(*) from platform.job_history_default where id >= platform.uuid_at(now())")).ShouldBe(
            0
        );
        (
            await Database.ReadAllAsync<string>(
                "select to_char(finished_at, 'YYYY') || status from platform.job_history where kind = 'kept' and finished_at < now() - interval '7 days'"
            )
        )
            .ShouldHaveSingleItem()
            .ShouldEndWith("dead");
    }

    [Fact]
    public async Task What_waited_before_the_queue_was_rebuilt_goes_on_and_so_it_does_on_the_way_back()
    {
        await using var empty = await TestDatabase.EmptyAsync();
        await using var node = await TestNode.StartAsync(empty, worker: false);
        await using var scope = node.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var (migrator, names) = (db.GetService<IMigrator>(), db.Database.GetMigrations().ToList());
        var at = names.FindIndex(n => n.EndsWith("_DurableJobs", StringComparison.Ordinal));
        await migrator.MigrateAsync(names[at - 1]);
        await empty.RunAsync(
            """
            insert into platform.jobs (id, kind, payload, priority, status, attempts, max_attempts, run_at, lease_until, locked_by, deduplication_key, request_id,
                created_at, finished_at, last_error)
            select gen_random_uuid(), 'old.' || status, '{"text": "x"}', 5, status, 2, 10, now(), case status when 'running' then now() + interval '1 hour' end,
                'w', 'key ' || status, 'r', now(), case when status in ('done', 'dead') then now() end, 'It broke.'
            from unnest(array['ready', 'running', 'done', 'dead']) status
            """
        );

        await migrator.MigrateAsync(names[at]);

        const string waiting = """
            select string_agg(concat_ws(' ', kind, status, attempts, deduplication_key, payload->>'text', last_error), ', ' order by kind) from platform.jobs
            """;
        const string both = "old.ready ready 2 key ready x It broke., old.running ready 2 key running x It broke.";
        (await empty.ReadAsync<string>(waiting)).ShouldBe(both);
        (await empty.ReadAsync<bool>("select bool_and(rank_at = run_at - interval '150 seconds') from platform.jobs")).ShouldBeTrue();
        (await empty.ReadAsync<long>("select count(*) from platform.job_history")).ShouldBe(0);

        await migrator.MigrateAsync(names[at - 1]);
        (await empty.ReadAsync<string>(waiting)).ShouldBe(both);
        await migrator.MigrateAsync(names[^1]);
        (await empty.ReadAsync<string>(waiting)).ShouldBe(both);
    }

    [Fact]
    public async Task A_kind_may_say_how_long_its_results_are_kept()
    {
        var node = await StartAsync(adjust: services => services.AddJob<PatientJob, OrderedHandler>());
        foreach (var kind in (string[])["test.note", "test.patient"])
        foreach (var days in (int[])[1, 10, 30])
            await FinishedAsync($"now() - interval '{days} days'", $"now() - interval '{days} days'", "done", kind);

        await node.EnqueueAsync(new TidyJobs());

        await Database.UntilAsync("done", "select status from platform.job_history where kind = 'platform.jobs.tidy'");
        (
            await Database.ReadAllAsync<string>(
                "select concat_ws(' ', kind, (now()::date - finished_at::date)) from platform.job_history where kind like 'test.%' order by 1"
            )
        ).ShouldBe(["test.note 1", "test.patient 1", "test.patient 10"]);
    }

    private static string Old(string name, string from, string to) =>
        string.Format(null, System.Text.CompositeFormat.Parse(Partition), name, from, to);

    private Task<int> FinishedAsync(string made, string finished, string status, string kind = "kept") =>
        Database.RunAsync(
            $"""
            insert into platform.job_history (id, kind, queue, lane, payload, priority, status, attempts, max_attempts, run_at, finished_at, request_id, created_at)
            values (overlay(platform.uuid_at({made})::text placing substr(md5(random()::text), 1, 12) from 25)::uuid, '{kind}', 'default', 'default', jsonb_build_object(), 0, '{status}', 1, 1, now(), {finished}, 'r', now())
            """
        );
}
