using System.Globalization;

namespace SmartAI.Server.Tests.Jobs;

/// <summary>
/// Three workers, killed at random moments and started again, until every job has run. SMARTAI_TEST_JOBS gives another number of jobs than the thousand of
/// every run, SMARTAI_TEST_JOBS_SEED other moments; <c>make test-long</c> takes 100,000.
/// </summary>
public sealed class WorkerKillTests
{
    // However slowly a machine starts workers, there is work for as many kills as this.
    private const int Parts = 4;

    [Fact]
    public async Task Under_random_kills_no_job_is_lost_and_none_runs_twice_unless_its_lease_had_ended()
    {
        var (count, seed) = (Number("SMARTAI_TEST_JOBS", 1000), Number("SMARTAI_TEST_JOBS_SEED", 20260101));
        var random = new Random(seed);
        await using var database = await TestDatabase.CloneAsync();
        await CrewDatabase.MakeAsync(database);
        CrewWorker Start() => CrewWorker.Start(database.ConnectionString, "--queues", "crew", "--concurrency", "4");
        CrewWorker[] crew = [Start(), Start(), Start()];
        try
        {
            foreach (var worker in crew)
                await worker.RunningAsync();
            for (
                var round = 0;
                round < Parts || await database.ReadAsync<bool>("select exists (select from platform.jobs where kind = 'crew.work')");
                round++
            )
            {
                // Each round is a kill; a job that never comes back must end this too.
                round.ShouldBeLessThan(50 + (count / 100), "some jobs were lost");
                if (round < Parts)
                    await CrewDatabase.EnqueueAsync(database, count / Parts, seed + round, Math.Clamp(250_000 / count, 15, 250));
                // The random moment itself: nothing is waited for.
                await Task.Delay(random.Next(50, 1500), TestContext.Current.CancellationToken);
                var at = random.Next(crew.Length);
                await crew[at].KillAsync();
                await database.RunAsync("insert into crew.kills (pid) values ($1)", crew[at].Id);
                await crew[at].DisposeAsync();
                crew[at] = await Start().RunningAsync();
                // The tests' server does not vacuum by itself, and dead rows would be most of what a claim walks over.
                if (count > 10_000)
                    await database.RunAsync("vacuum platform.jobs");
            }
            foreach (var worker in crew)
                (await worker.StopAsync()).ShouldBe(0, worker.Said);
        }
        finally
        {
            foreach (var worker in crew)
                await worker.DisposeAsync();
        }

        var figures = await database.ReadAsync<string>(
            """
            select format('%s runs of %s jobs, %s kills, %s attempts lost with a worker, %s jobs that ran again',
                (select count(*) from crew.runs), $1, (select count(*) from crew.kills), (select count(*) from crew.ledger where what = 'lost'),
                (select count(*) from (select from crew.runs group by job_id having count(*) > 1) again))
            """,
            count
        );
        TestContext.Current.TestOutputHelper?.WriteLine(figures!);
        await CrewDatabase.ProveAsync(database, count);
        // Without these the proof would be one of nothing.
        (await database.ReadAsync<long>("select count(*) from crew.kills")).ShouldBeGreaterThanOrEqualTo(Parts, figures);
        (await database.ReadAsync<long>("select count(*) from crew.ledger where what = 'lost'")).ShouldBeGreaterThan(0, figures);
        (
            await database.ReadAsync<long>("select count(*) from (select from crew.runs group by job_id having count(*) > 1) again")
        ).ShouldBeGreaterThan(0, figures);
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
