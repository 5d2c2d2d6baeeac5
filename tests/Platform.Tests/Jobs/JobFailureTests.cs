using SmartAI.Platform.Jobs;

namespace SmartAI.Platform.Tests.Jobs;

public sealed class JobFailureTests : JobTest
{
    private const string LastError = "select last_error from platform.jobs";

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
    [InlineData("nobody.knows", """{"text":"x"}""", "No handler is registered for jobs of kind nobody.knows.")]
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
        node.Behaviour.Act = (text, _, db, cancel) =>
            text == "bad" ? throw new InvalidOperationException("bad") : db.WriteAsync(text, cancel);

        await node.EnqueueAsync(new NoteJob("bad"), new NoteJob("good"), new NoteJob("better"));

        await Database.UntilAsync(2L, Notes);
        (await Database.ReadAsync<bool>("select run_at > clock_timestamp() from platform.jobs where status = 'ready'")).ShouldBeTrue();
    }

    [Fact]
    public async Task Done_jobs_are_deleted_after_a_week_and_dead_ones_kept_for_somebody_to_look_at()
    {
        var node = await StartAsync(worker: false);
        await node.EnqueueAsync(new NoteJob("a"), new NoteJob("b"), new NoteJob("c"));
        await Database.RunAsync(
            "update platform.jobs set status = 'done', finished_at = now() - interval '8 days' where payload->>'text' = 'a'"
        );
        await Database.RunAsync(
            "update platform.jobs set status = 'dead', finished_at = now() - interval '8 days' where payload->>'text' = 'b'"
        );

        (await new JobUpkeep(Database.Source, new JobSettings()).DeleteOldAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        (await Database.ReadAsync<string>("select string_agg(status, ' ' order by status) from platform.jobs")).ShouldBe("dead ready");
    }

    private Task<int> InsertAsync(string kind, string payload) =>
        Database.RunAsync(
            """
            insert into platform.jobs (id, kind, payload, priority, status, attempts, max_attempts, request_id, created_at)
            values (gen_random_uuid(), $1, $2::jsonb, 0, 'ready', 0, 10, 'r', now())
            """,
            kind,
            payload
        );
}
