using System.Text.Json;

namespace SmartAI.Platform.Tests.Jobs;

/// <summary>What operators and people see of jobs and schedules, over HTTP.</summary>
public sealed class JobOperationTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Jobs = "/api/v1/jobs";

    [Fact]
    public async Task A_dead_job_is_found_read_with_its_attempts_and_masked_payload_and_tried_again()
    {
        var operatorBrowser = await platform.SignedInAsync("system.jobs.read", "system.jobs.update", "audit.entries.read");
        var id = await DeadAsync("identity.mail", """{"userId":"0199b1c0-0000-7000-8000-000000000001","purpose":0,"leftover":"hush"}""");

        var listed = (
            await operatorBrowser.GetAsync($"{Jobs}?state=dead&kind=identity.mail&queue=default&createdFrom=2020-01-01T00:00:00Z")
        ).ShouldBe(200);
        listed.Items.Select(i => i.GetProperty("id").GetGuid()).ShouldContain(id);
        var read = (await operatorBrowser.GetAsync($"{Jobs}/{id}")).ShouldBe(200).Json;
        read.GetProperty("job").GetProperty("lastError").GetString().ShouldBe("It broke.");
        read.GetProperty("job").GetProperty("requestId").GetString().ShouldBe("0af7651916cd43dd8448eb211c80319c");
        read.GetProperty("payload").GetProperty("userId").GetString().ShouldBe("0199b1c0-0000-7000-8000-000000000001");
        read.GetProperty("payload").GetProperty("leftover").GetString().ShouldBe("•••");
        var attempt = read.GetProperty("attempts").EnumerateArray().ShouldHaveSingleItem();
        attempt.GetProperty("error").GetString().ShouldBe("It broke.");
        attempt.GetProperty("worker").GetString().ShouldBe("w");

        (await operatorBrowser.PostAsync($"{Jobs}/{id}/retry")).ShouldBe(204);

        // Nobody is owed that mail: its handler has nothing to do and the job is done.
        await platform.Database.UntilAsync("done", "select state from platform.all_jobs where id = $1", id);
        read = (await operatorBrowser.GetAsync($"{Jobs}/{id}")).Json;
        read.GetProperty("attempts").GetArrayLength().ShouldBe(2);
        (await operatorBrowser.PostAsync($"{Jobs}/{id}/retry")).ShouldFail(409, "system.job_not_retryable");
        (await operatorBrowser.PostAsync($"{Jobs}/{id}/cancel")).ShouldFail(409, "system.job_finished");
        var entries = (await operatorBrowser.GetAsync($"/api/v1/audit?targetId={id}&outcome=succeeded")).Items;
        entries.Select(e => e.GetProperty("action").GetString()).ShouldBe(["system.job.retried"]);
    }

    [Fact]
    public async Task A_job_whose_work_another_is_doing_is_not_tried_again_and_stays_where_it_is()
    {
        var operatorBrowser = await platform.SignedInAsync("system.jobs.read", "system.jobs.update");
        var id = await DeadAsync("identity.mail", "{}", key: "once");
        var other = await WaitingAsync(key: "once");

        (await operatorBrowser.PostAsync($"{Jobs}/{id}/retry")).ShouldFail(409, "system.job_superseded");

        (await platform.Database.ReadAsync<string>("select state from platform.all_jobs where id = $1", id)).ShouldBe("dead");
        (await operatorBrowser.PostAsync($"{Jobs}/{other}/cancel")).ShouldBe(204);
        (await platform.Database.ReadAsync<string>("select state from platform.all_jobs where id = $1", other)).ShouldBe("cancelled");
        (await operatorBrowser.PostAsync($"{Jobs}/{Guid.Empty}/cancel")).ShouldFail(404, "system.job_not_found");
        (await operatorBrowser.GetAsync($"{Jobs}/{Guid.Empty}")).ShouldFail(404, "system.job_not_found");
    }

    [Fact]
    public async Task The_first_and_the_last_moment_that_can_be_said_leave_every_job_or_none()
    {
        const string First = "0001-01-01T00:00:00Z";
        const string Last = "9999-12-31T23:59:59.9999999Z";
        var operatorBrowser = await platform.SignedInAsync("system.jobs.read");
        var id = await DeadAsync("identity.mail", "{}");

        var all = (await operatorBrowser.GetAsync($"{Jobs}?kind=identity.mail&createdFrom={First}&createdTo={Last}")).ShouldBe(200);
        all.Items.Select(i => i.GetProperty("id").GetGuid()).ShouldContain(id);
        (await operatorBrowser.GetAsync($"{Jobs}?createdFrom={Last}")).ShouldBe(200).Items.ShouldBeEmpty();
        (await operatorBrowser.GetAsync($"{Jobs}?createdTo={First}")).ShouldBe(200).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_dead_jobs_of_a_filter_are_tried_again_by_a_job_that_only_its_person_sees_among_their_own()
    {
        var operatorBrowser = await platform.SignedInAsync("system.jobs.read", "system.jobs.update");
        for (var i = 0; i < 3; i++)
            await DeadAsync("identity.mail", "{}", queue: "retried");
        var left = await DeadAsync("identity.mail", "{}", queue: "left");
        await using var events = await operatorBrowser.EventsAsync();

        var id = (await operatorBrowser.PostAsync($"{Jobs}/retries", new { queue = "retried" }))
            .ShouldBe(202)
            .Json.GetProperty("jobId")
            .GetGuid();

        await platform.Database.UntilAsync(0L, "select count(*) from platform.job_history where queue = 'retried' and status = 'dead'");
        (await platform.Database.ReadAsync<string>("select state from platform.all_jobs where id = $1", left)).ShouldBe("dead");
        await platform.Database.UntilAsync("""{"retried": 3}""", "select result from platform.all_jobs where id = $1", id);
        var mine = (await operatorBrowser.GetAsync("/api/v1/me/jobs")).ShouldBe(200).Items.ShouldHaveSingleItem();
        mine.GetProperty("id").GetGuid().ShouldBe(id);
        mine.GetProperty("state").GetString().ShouldBe("done");
        mine.GetProperty("progress").GetProperty("total").GetInt64().ShouldBe(3);
        (await (await platform.SignedInAsync()).GetAsync("/api/v1/me/jobs")).Items.ShouldBeEmpty();
        (string Kind, string Data)? told;
        do told = await events.NextAsync();
        while (told is { Kind: not "job-progress" });
        JsonDocument.Parse(told!.Value.Data).RootElement.GetProperty("id").GetGuid().ShouldBe(id);
    }

    [Fact]
    public async Task A_person_cancels_their_own_job_and_nobody_elses()
    {
        var (ada, eve) = (await platform.SignedInAsync(), await platform.SignedInAsync());
        var id = await WaitingAsync(owner: ada.UserId);

        (await eve.PostAsync($"/api/v1/me/jobs/{id}/cancel")).ShouldFail(404, "system.job_not_found");
        (await platform.Database.ReadAsync<string>("select state from platform.all_jobs where id = $1", id)).ShouldBe("ready");
        (await ada.PostAsync($"/api/v1/me/jobs/{id}/cancel")).ShouldBe(204);
        (await platform.Database.ReadAsync<string>("select state from platform.all_jobs where id = $1", id)).ShouldBe("cancelled");
    }

    [Fact]
    public async Task Charts_show_what_ended_and_what_waits()
    {
        var operatorBrowser = await platform.SignedInAsync("system.jobs.read");
        await WaitingAsync();

        var chart = (await operatorBrowser.GetAsync($"{Jobs}/metrics?minutes=5")).ShouldBe(200).Json;

        chart.GetProperty("stepSeconds").GetInt32().ShouldBe(60);
        chart.GetProperty("points").GetArrayLength().ShouldBe(5);
        chart.GetProperty("queues").EnumerateArray().Sum(q => q.GetProperty("planned").GetInt32()).ShouldBeGreaterThan(0);
        (await operatorBrowser.GetAsync($"{Jobs}/metrics?minutes=100000")).ShouldFail(400, "request.invalid_parameter");
    }

    [Fact]
    public async Task A_schedule_is_changed_paused_resumed_and_run_now()
    {
        const string Tidy = "/api/v1/schedules/platform.jobs.tidy";
        var browser = await platform.SignedInAsync("system.schedules.read", "system.schedules.update");
        await Eventually.TrueAsync(async () => (await browser.GetAsync(Tidy)).Status == 200, "the schedule is written down");
        var read = (await browser.GetAsync(Tidy)).ShouldBe(200);
        read.Json.GetProperty("nextRuns").GetArrayLength().ShouldBe(5);

        (await browser.PatchAsync(Tidy, new { cron = "0 3 * * *" })).ShouldFail(428, "request.if_match_required");
        (await browser.PatchAsync(Tidy, new { cron = "0 3 30 2 *" }, read.ETag)).ShouldRefuseField("/cron", "system.invalid_cron");
        (await browser.PatchAsync(Tidy, new { timeZone = "Nowhere/Land" }, read.ETag)).ShouldRefuseField(
            "/timeZone",
            "system.unknown_time_zone"
        );
        var changed = (await browser.PatchAsync(Tidy, new { cron = "0 3 * * *", timeZone = "Europe/Madrid" }, read.ETag)).ShouldBe(200);
        changed.Text("cron").ShouldBe("0 3 * * *");
        changed.Text("declaredCron").ShouldBe("20 * * * *");
        (await browser.PatchAsync(Tidy, new { cron = "0 4 * * *" }, read.ETag)).ShouldFail(412, "request.stale");

        (await browser.PostAsync($"{Tidy}/pause")).ShouldBe(200).Json.GetProperty("nextRuns").GetArrayLength().ShouldBe(0);
        var run = (await browser.PostAsync($"{Tidy}/run")).ShouldBe(202).Json.GetProperty("jobId").GetGuid();
        await platform.Database.UntilAsync("done", "select state from platform.all_jobs where id = $1", run);
        var resumed = (await browser.PostAsync($"{Tidy}/resume")).ShouldBe(200);
        resumed.Json.GetProperty("nextRuns").GetArrayLength().ShouldBe(5);
        (await browser.PatchAsync(Tidy, new { asDeclared = true }, resumed.ETag)).ShouldBe(200).Text("cron").ShouldBe("20 * * * *");
        (await browser.GetAsync("/api/v1/schedules")).ShouldBe(200).Items.Count.ShouldBeGreaterThan(0);
        (await browser.PostAsync("/api/v1/schedules/nobody/run")).ShouldFail(404, "system.schedule_not_found");
    }

    [Fact]
    public async Task Jobs_are_listed_by_when_they_began_or_ended_and_what_has_not_comes_last()
    {
        var browser = await platform.SignedInAsync("system.jobs.read");
        var (first, second) = (await DeadAsync("sorted.kind", "{}"), await DeadAsync("sorted.kind", "{}"));
        await platform.Database.RunAsync(
            "update platform.job_history set finished_at = finished_at + interval '1 hour' where id = $1",
            first
        );
        var waits = await WaitingAsync(kind: "sorted.kind");

        async Task<List<Guid>> IdsAsync(string sort)
        {
            var page = (await browser.GetAsync($"/api/v1/jobs?kind=sorted.kind&limit=2&sort={sort}")).ShouldBe(200);
            var rest = await browser.GetAsync($"/api/v1/jobs?kind=sorted.kind&limit=2&sort={sort}&cursor={page.Text("next")}");
            return [.. page.Items.Concat(rest.ShouldBe(200).Items).Select(job => job.GetProperty("id").GetGuid())];
        }
        (await IdsAsync("startedAt")).ShouldBe([first, second, waits]);
        (await IdsAsync("-startedAt")).ShouldBe([second, first, waits]);
        (await IdsAsync("finishedAt")).ShouldBe([second, first, waits]);
        (await IdsAsync("-finishedAt")).ShouldBe([first, second, waits]);
    }

    private async Task<Guid> DeadAsync(string kind, string payload, string queue = "default", string? key = null)
    {
        var id = Ids.New(platform.Clock);
        await platform.Database.RunAsync(
            """
            insert into platform.job_history (id, kind, queue, lane, payload, priority, status, attempts, max_attempts, run_at, started_at, finished_at, worker,
                deduplication_key, request_id, created_at, last_error, failures)
            values ($1, $2, $3, $3, $4::jsonb, 0, 'dead', 1, 1, now(), now(), now(), 'w', $5::text, '0af7651916cd43dd8448eb211c80319c', now(), 'It broke.',
                '[{"attempt": 1, "startedAt": "2026-01-01T00:00:00+00:00", "endedAt": "2026-01-01T00:00:01+00:00", "worker": "w", "error": "It broke."}]')
            """,
            id,
            kind,
            queue,
            payload,
            key
        );
        return id;
    }

    private async Task<Guid> WaitingAsync(string? key = null, Guid? owner = null, string kind = "identity.mail")
    {
        var id = Ids.New(platform.Clock);
        await platform.Database.RunAsync(
            """
            insert into platform.jobs (id, kind, payload, max_attempts, run_at, rank_at, deduplication_key, owner_id, request_id, created_at)
            values ($1, $4, '{}', 1, now() + interval '1 day', now() + interval '1 day', $2::text, $3::uuid, 'r', now())
            """,
            id,
            key,
            owner,
            kind
        );
        return id;
    }
}
