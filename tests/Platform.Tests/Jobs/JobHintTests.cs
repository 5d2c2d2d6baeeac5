using System.Diagnostics;

namespace SmartAI.Platform.Tests.Jobs;

/// <summary>What open pages hear when jobs change: only who may see jobs, and never a flood.</summary>
public sealed class JobHintTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Tell = "insert into platform.live_events (user_id, kind, data) values ($1, 'mark', '{}')";

    [Fact]
    public async Task Who_may_see_jobs_hears_that_some_have_changed_and_nothing_else_about_them_and_nobody_else_hears_it()
    {
        var (reader, member) = (await platform.SignedInAsync("system.jobs.read"), await platform.SignedInAsync());
        await using var page = await reader.EventsAsync();
        await using var other = await member.EventsAsync();

        var id = await RunAsync();
        await platform.Database.UntilAsync("done", "select state from platform.all_jobs where id = $1", id);

        (await page.NextAsync("jobs-changed")).ShouldNotBeNull().Data.ShouldBe("null");
        await platform.Database.RunAsync(Tell, member.UserId);
        (await BeforeMarkAsync(other)).ShouldNotContain("jobs-changed");
    }

    [Fact]
    public async Task However_many_jobs_change_a_page_hears_of_it_once_a_second_at_most()
    {
        var reader = await platform.SignedInAsync("system.jobs.read");
        await using var page = await reader.EventsAsync();
        var began = Stopwatch.GetTimestamp();

        var last = Guid.Empty;
        for (var i = 0; i < 100; i++)
            last = await RunAsync();
        await platform.Database.UntilAsync("done", "select state from platform.all_jobs where id = $1", last);
        await platform.Database.RunAsync(Tell, reader.UserId);

        var heard = (await BeforeMarkAsync(page)).Count(kind => kind == "jobs-changed");
        // The first leaves at once, and one more for each second after it.
        heard.ShouldBeInRange(1, 2 + (int)Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private static async Task<List<string>> BeforeMarkAsync(EventStream page)
    {
        var kinds = new List<string>();
        while (await page.NextAsync() is { Kind: not "mark" } next)
            kinds.Add(next.Kind);
        return kinds;
    }

    /// <summary>A mail that nobody is owed: its handler has nothing to do.</summary>
    private async Task<Guid> RunAsync()
    {
        var id = Ids.New(platform.Clock);
        await platform.Database.RunAsync(
            """
            with written as (
                insert into platform.jobs (id, kind, payload, max_attempts, run_at, rank_at, request_id, created_at)
                values ($1, 'identity.mail', '{"userId":"0199b1c0-0000-7000-8000-000000000001","purpose":0}', 1, now(), now(), 'r', now())
                returning 1)
            select pg_notify('smartai_jobs', 'test') from written
            """,
            id
        );
        return id;
    }
}
