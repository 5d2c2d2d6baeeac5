using Microsoft.Extensions.Time.Testing;
using SmartAI.Platform.Jobs;

namespace SmartAI.Platform.Tests.Jobs;

public sealed class JobCommitTests : JobTest
{
    [Fact]
    public async Task A_job_exists_only_if_the_change_commits()
    {
        var node = await StartAsync(worker: false);

        await node.ChangeAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Enqueue(new NoteJob("never"));
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        });
        (await Database.ReadAsync<long>("select count(*) from platform.jobs")).ShouldBe(0);

        await node.EnqueueAsync(new NoteJob("once"));
        (await Database.ReadAsync<string>(States)).ShouldBe("ready:0");
    }

    [Fact]
    public async Task What_a_failing_attempt_saved_is_rolled_back_and_the_next_attempt_does_it_once()
    {
        var node = await StartAsync();
        node.Behaviour.Act = async (text, run, db, cancel) =>
        {
            await db.WriteAsync(text, cancel);
            if (run.Attempt < 3)
                throw new InvalidOperationException("not yet");
        };

        await node.EnqueueAsync(new NoteJob("once"));

        await Database.UntilAsync("done:3", States);
        (await Database.ReadAsync<long>(Notes)).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_handler_commits_on_the_way_stays_when_it_fails_afterwards()
    {
        var node = await StartAsync();
        node.Behaviour.Act = async (text, run, db, cancel) =>
        {
            await db.WriteAsync(text, cancel);
            await run.CommitAsync(cancel);
            await db.WriteAsync("rolled back", cancel);
            throw new PermanentJobFailure("refused");
        };

        await node.EnqueueAsync(new NoteJob("kept"));

        await Database.UntilAsync("dead:1", States);
        (await Database.ReadAsync<string>("select string_agg(text, ',') from memo.notes")).ShouldBe("kept");
    }

    [Fact]
    public async Task A_worker_that_lost_its_job_commits_nothing()
    {
        var node = await StartAsync();
        var reached = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        node.Behaviour.Act = async (text, _, db, _) =>
        {
            await db.WriteAsync(text, CancellationToken.None);
            reached.SetResult();
            await goOn.Task;
        };
        await node.EnqueueAsync(new NoteJob("stale"));
        await reached.Task.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        await Database.RunAsync(
            "update platform.jobs set locked_by = 'another', attempts = attempts + 1, lease_until = now() + interval '1 hour'"
        );
        goOn.SetResult();
        await node.StopAsync();

        (await Database.ReadAsync<long>(Notes)).ShouldBe(0);
        (await Database.ReadAsync<string>(States)).ShouldBe("running:2");
    }

    [Fact]
    public async Task A_job_carries_its_request_and_its_kind()
    {
        var node = await StartAsync();
        await node.EnqueueAsync(new NoteJob("traced"));
        await Database.UntilAsync("done:1", States);

        var request = await Database.ReadAsync<string>("select request_id from platform.all_jobs");
        node.Behaviour.RequestIds.ShouldBe([$"job:test.note {request}"]);
    }

    [Fact]
    public async Task A_second_job_with_the_key_of_an_unfinished_one_is_not_written()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var node = await StartAsync(worker: false);
        async Task<bool> OnceAsync()
        {
            var written = false;
            await node.ChangeAsync(async db =>
                written = await db.InsertOnceAsync(JobRow.From(new NoteJob("digest"), "r", clock, "digest:1"), CancellationToken.None)
            );
            return written;
        }

        (await OnceAsync()).ShouldBeTrue();
        (await OnceAsync()).ShouldBeFalse();
        await Database.RunAsync("delete from platform.jobs");
        (await OnceAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_payload_that_belongs_in_a_table_is_refused()
    {
        var node = await StartAsync(worker: false);
        var refused = await Should.ThrowAsync<ArgumentException>(() => node.EnqueueAsync(new NoteJob(new string('x', 10 * 1024 * 1024))));
        refused.Message.ShouldStartWith("A job carries at most 65536 bytes and this test.note has 10485");
        await Should.ThrowAsync<ArgumentException>(() => node.EnqueueAsync(new NoteJob(new string('x', JobRow.MaxPayloadBytes))));
        (await Database.ReadAsync<long>("select count(*) from platform.jobs")).ShouldBe(0);
    }
}
