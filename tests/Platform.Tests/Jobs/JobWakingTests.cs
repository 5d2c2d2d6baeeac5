using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;

namespace SmartAI.Platform.Tests.Jobs;

/// <summary>How the other nodes hear of new jobs: in the commit itself where the moment was quiet, right after it in a crowd.</summary>
public sealed class JobWakingTests : JobTest
{
    private readonly ConcurrentQueue<string> _heard = new();

    [Fact]
    public async Task The_commit_of_a_quiet_moment_carries_the_word_itself_with_a_transaction_of_its_own_and_without()
    {
        var web = await StartAsync(worker: false);
        // Nothing can be sent after a commit any more.
        await web.Services.GetRequiredService<Wakeups>().StopAsync(TestContext.Current.CancellationToken);
        using var other = await ListenAsync();

        await UntilHeardAsync(() => web.EnqueueAsync(new NoteJob("without")));
        _heard.Clear();
        await UntilHeardAsync(() =>
            web.ChangeAsync(async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync();
                db.Enqueue(new NoteJob("with"));
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
            })
        );
        await other.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_is_lost_with_its_transaction_tells_nobody_and_what_comes_next_is_told()
    {
        var web = await StartAsync(worker: false);
        using var other = await ListenAsync();

        await web.ChangeAsync(async db =>
        {
            await using (await db.Database.BeginTransactionAsync())
            {
                db.Enqueue(new NoteJob("lost"));
                await db.SaveChangesAsync();
            }
            await Database.RunAsync("select pg_notify('smartai_jobs', 'nothing before')");
            await Eventually.TrueAsync(() => !_heard.IsEmpty, "it was heard");
            _heard.ShouldBe(["nothing before"]);

            await using var kept = await db.Database.BeginTransactionAsync();
            db.Enqueue(new NoteJob("kept"));
            await db.SaveChangesAsync();
            await kept.CommitAsync();
        });

        await Eventually.TrueAsync(() => _heard.Count == 2, "the commit was told");
        await other.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Of_many_commits_at_once_none_is_missed_by_a_worker_that_does_not_look_by_itself()
    {
        const int Count = 200;
        var web = await StartAsync(worker: false);
        var worker = await StartAsync(new JobSettings { PollEvery = TimeSpan.FromMinutes(5) });
        await Eventually.TrueAsync(() => worker.Services.GetRequiredService<Wakeups>().IsConnected, "it listens");

        await Task.WhenAll(Enumerable.Range(0, Count).Select(number => web.EnqueueAsync(new NoteJob($"{number}"))));

        await Database.UntilAsync((long)Count, Notes);
    }

    /// <summary>Again and again, since a commit that comes moments after another does not carry the word.</summary>
    private async Task UntilHeardAsync(Func<Task> commit) =>
        await Eventually.TrueAsync(
            async () =>
            {
                await commit();
                return !_heard.IsEmpty;
            },
            "a commit carried the word"
        );

    private async Task<Wakeups> ListenAsync()
    {
        var node = new Wakeups(Database.ConnectionString, Database.Source, NullLogger<Wakeups>.Instance);
        node.Subscribe("smartai_jobs", _heard.Enqueue);
        await node.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => node.IsConnected, "it listens");
        return node;
    }
}
