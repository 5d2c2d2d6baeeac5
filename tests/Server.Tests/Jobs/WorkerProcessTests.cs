using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SmartAI.Platform.Data.Embedded;

namespace SmartAI.Server.Tests.Jobs;

/// <summary>What only shows in a worker that is a process of its own.</summary>
public sealed class WorkerProcessTests
{
    [Fact]
    public async Task A_job_that_ends_its_process_each_time_is_a_dead_letter_and_takes_no_other_with_it()
    {
        await using var database = await TestDatabase.CloneAsync();
        await CrewDatabase.MakeAsync(database);
        await CrewDatabase.EnqueueAsync(database, 50, seed: 1, milliseconds: 5);
        await database.RunAsync(
            """
            insert into platform.jobs (id, kind, queue, lane, payload, max_attempts, request_id, created_at)
            values (platform.uuid_at(now()), 'crew.poison', 'crew', 'crew', '{}', 3, 'r', now())
            """
        );

        // A supervisor, such as systemd, starts it again each time.
        const string left = "select count(*) from platform.jobs where queue = 'crew'";
        for (var start = 1; await database.ReadAsync<long>(left) > 0; start++)
        {
            start.ShouldBeLessThan(6);
            await using var worker = CrewWorker.Start(database.ConnectionString, "--queues", "crew", "--concurrency", "4");
            await Eventually.TrueAsync(
                async () => worker.HasExited || await database.ReadAsync<long>(left) == 0,
                "the worker has ended, or its work"
            );
            await database.RunAsync("insert into crew.kills (pid) values ($1)", worker.Id);
        }

        (
            await database.ReadAsync<string>("select status || ':' || attempts from platform.job_history where kind = 'crew.poison'")
        ).ShouldBe("dead:3");
        (await database.ReadAsync<string>("select last_error from platform.job_history where kind = 'crew.poison'")).ShouldBe(
            "The worker stopped answering before the job ended."
        );
        (
            await database.ReadAsync<long>(
                "select count(distinct pid) from crew.runs r join platform.job_history j on j.id = r.job_id where kind = 'crew.poison'"
            )
        ).ShouldBe(3);
        await CrewDatabase.ProveAsync(database, 50);
    }

    [Fact]
    public async Task A_part_that_breaks_ends_the_program_with_its_reason_and_not_as_if_it_had_been_told_to_stop()
    {
        await using var database = await TestDatabase.CloneAsync();

        var (code, _, error) = await Smartai.RunProgramAsync(
            Path.Combine(AppContext.BaseDirectory, "SmartAI.Testing.dll"),
            ["worker"],
            ("SMARTAI_DATABASE", database.ConnectionString),
            ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef"),
            ("CREW_PART_FAILS", "1")
        );

        code.ShouldNotBe(0);
        error.ShouldContain("FailingPart failed");
        error.ShouldContain("The part is broken.");
    }

    [Fact]
    public async Task A_worker_serves_the_queues_that_it_was_given_and_leaves_the_others_alone()
    {
        await using var database = await TestDatabase.CloneAsync();
        await CrewDatabase.MakeAsync(database);
        await CrewDatabase.EnqueueAsync(database, 20, seed: 1, milliseconds: 5);
        await CrewDatabase.EnqueueAsync(database, 3, seed: 2, milliseconds: 5, queue: "other", kind: "other.work");

        await using (
            var worker = await CrewWorker.Start(database.ConnectionString, "--queues", "crew", "--concurrency", "2").RunningAsync()
        )
        {
            await database.UntilAsync(20L, "select count(*) from platform.job_history where kind = 'crew.work'");
            worker.Said.ShouldContain("Worker is running: crew, 2 at a time.");
            (
                await database.ReadAsync<long>(
                    "select count(*) from platform.jobs where kind = 'other.work' and status = 'ready' and attempts = 0"
                )
            ).ShouldBe(3);
            (await worker.StopAsync()).ShouldBe(0, worker.Said);
        }
        await using var second = await CrewWorker.Start(database.ConnectionString, "--queues", "other,crew").RunningAsync();

        await database.UntilAsync(3L, "select count(*) from platform.job_history where kind = 'other.work' and attempts = 1");
    }

    [Fact]
    public async Task A_database_that_is_restarted_under_running_jobs_costs_none_of_them()
    {
        await using var data = new DataFolder();
        var first = await DatabaseAsync(data, null);
        var connection = new NpgsqlConnectionStringBuilder(first.ConnectionString);
        var migrated = await Smartai.RunAsync(
            ["migrate"],
            null,
            ("SMARTAI_DATABASE", first.ConnectionString),
            ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef")
        );
        migrated.ExitCode.ShouldBe(0, migrated.Error);
        await using var before = TestDatabase.At(first.ConnectionString);
        await CrewDatabase.MakeAsync(before);
        await CrewDatabase.EnqueueAsync(before, 400, seed: 1, milliseconds: 100);
        await using var worker = await CrewWorker.Start(first.ConnectionString, "--queues", "crew", "--concurrency", "4").RunningAsync();
        await before.UntilAsync(true, "select exists (select from platform.job_history where kind = 'crew.work')");

        await first.DisposeAsync();
        await using var second = await DatabaseAsync(data, connection.Port);
        // Without the connections that ended with the first.
        await using var database = TestDatabase.At(first.ConnectionString);

        (await database.ReadAsync<bool>("select exists (select from platform.jobs where kind = 'crew.work')")).ShouldBeTrue();
        // What is left says why, should it not end.
        await Eventually.IsAsync(
            () =>
                database.ReadAsync<string>(
                    """
                    select coalesce(now() || ': ' || string_agg(distinct concat_ws(' ', status, attempts, run_at, lease_until, last_error), '; '), '')
                    from platform.jobs where kind = 'crew.work'
                    """
                ),
            string.IsNullOrEmpty,
            "all have ended"
        );
        worker.HasExited.ShouldBeFalse(worker.Said);
        (await worker.StopAsync()).ShouldBe(0, worker.Said);
        await CrewDatabase.ProveAsync(database, 400);
    }

    private static Task<EmbeddedPostgres> DatabaseAsync(DataFolder data, int? port) =>
        EmbeddedPostgres.StartAsync(
            new EmbeddedOptions(data.Path, DatabaseServer.NodeModules(), port),
            NullLogger.Instance,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
}
