using System.Collections.Concurrent;
using SmartAI.Platform.Jobs;

namespace SmartAI.Platform.Tests.Jobs;

public sealed class JobFailureTests : JobTest
{
    [Fact]
    public async Task A_job_that_always_fails_is_dead_after_its_attempts_with_the_last_reason()
    {
        var node = await StartAsync();
        node.Behaviour.Act = (_, _, _, _) =>
            throw new InvalidOperationException("no answer for ada@example.org\0 " + new string('x', 5_000));

        await node.EnqueueAsync(new UrgentJob("hopeless"));

        await Database.UntilAsync("dead:3", States);
        var error = await Database.ReadAsync<string>(LastError);
        error.ShouldNotBeNull().ShouldStartWith("InvalidOperationException: no answer for •••");
        error.Length.ShouldBeLessThanOrEqualTo(500);
    }

    [Fact]
    public async Task A_permanent_failure_is_not_tried_again()
    {
        var node = await StartAsync();
        node.Behaviour.Act = (_, _, _, _) => throw new PermanentJobFailure("refused for good");

        await node.EnqueueAsync(new NoteJob("once"));

        await Database.UntilAsync("dead:1", States);
        (await Database.ReadAsync<string>(LastError)).ShouldBe("refused for good");
    }

    [Theory]
    [InlineData("test.note", """{"text":["secret"]}""", "The payload of test.note cannot be read at $.text.")]
    [InlineData("test.note", "null", "The payload of test.note is null.")]
    [InlineData("test.note", "[]", "The payload of test.note cannot be read at $.")]
    public async Task A_job_that_nobody_can_run_is_dead_at_once_and_says_why(string kind, string payload, string why)
    {
        await StartAsync();
        await InsertAsync(kind, payload);

        await Database.UntilAsync("dead:1", States);
        (await Database.ReadAsync<string>(LastError)).ShouldBe(why);
    }

    [Theory]
    [InlineData("""{"text":"older: without the new property"}""")]
    [InlineData("""{"text":"newer: with one not known here","added":1}""")]
    public async Task A_payload_of_another_version_still_runs(string payload)
    {
        await StartAsync();
        await InsertAsync("test.note", payload);
        await Database.UntilAsync("done:1", States);
    }

    [Fact]
    public async Task One_failing_job_does_not_keep_the_others_waiting()
    {
        var node = await StartAsync(new JobSettings { Concurrency = 1, PollEvery = TimeSpan.FromMilliseconds(100) });
        var order = new ConcurrentQueue<string>();
        node.Behaviour.Act = (text, _, db, cancel) =>
        {
            order.Enqueue(text);
            return text == "bad" ? throw new InvalidOperationException("bad") : db.WriteAsync(text, cancel);
        };

        await node.EnqueueAsync(new NoteJob("bad"), new NoteJob("good"), new NoteJob("better"));

        await Database.UntilAsync(2L, Notes);
        await Database.UntilAsync(1L, "select count(*) from platform.all_jobs where last_error is not null");
        // Of what was enqueued in one moment any may come first, and the failing one last; none comes twice before the others had their turn.
        order.Take(3).ShouldBe(["bad", "good", "better"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_job_of_an_unknown_kind_waits_for_a_worker_that_knows_it_and_is_dead_with_a_reason_when_none_comes()
    {
        var settings = TestNode.Quick();
        settings.UnknownAfter = TimeSpan.FromHours(1);
        var node = await StartAsync(settings);
        await InsertAsync("newer.kind", """{"text":"x"}""");
        await node.EnqueueAsync(new NoteJob("known"));
        await Database.UntilAsync(1L, Notes);
        (await Database.ReadAsync<string>("select status from platform.jobs where kind = 'newer.kind'")).ShouldBe("ready");

        await Database.RunAsync("update platform.jobs set run_at = run_at - interval '2 hours' where kind = 'newer.kind'");

        await Database.UntilAsync("dead:0", "select state || ':' || attempts from platform.all_jobs where kind = 'newer.kind'");
        (await Database.ReadAsync<string>("select last_error from platform.job_history where kind = 'newer.kind'")).ShouldBe(
            "No worker knows jobs of kind newer.kind."
        );
    }

    private Task<int> InsertAsync(string kind, string payload) =>
        Database.RunAsync(
            """
            insert into platform.jobs (id, kind, payload, max_attempts, request_id, created_at)
            values (gen_random_uuid(), $1, $2::jsonb, 10, 'r', now())
            """,
            kind,
            payload
        );
}
