using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Tests.Jobs;

public sealed class WakeupsTests : JobTest
{
    private readonly ConcurrentQueue<string> _heard = new();

    [Fact]
    public async Task Every_node_hears_what_one_says_also_on_a_channel_asked_for_later()
    {
        using var one = await ListenAsync();
        using var other = await ListenAsync();
        one.Subscribe("early", _heard.Enqueue);
        await Eventually.TrueAsync(() => one.IsConnected, "it listens");

        await other.SendAsync("early", "hello");
        await Database.RunAsync("select pg_notify('early', 'from sql')");

        await Eventually.TrueAsync(() => _heard.Count == 2, "it was heard");
        _heard.ShouldBe(["hello", "from sql"]);
        await one.StopAsync(CancellationToken.None);
        await other.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_lost_connection_is_told_and_listening_begins_again()
    {
        var changes = new ConcurrentQueue<bool>();
        using var node = await ListenAsync();
        node.OnConnectionChange(changes.Enqueue);
        node.Subscribe("kept", _heard.Enqueue);
        await Eventually.TrueAsync(() => node.IsConnected, "it listens");
        changes.Clear();

        await Database.RunAsync(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'smartai-wakeups' and datname = current_database()"
        );

        await Eventually.TrueAsync(() => changes.Count == 2, "the connection changed");
        changes.ShouldBe([false, true]);
        await node.SendAsync("kept", "again");
        await Eventually.TrueAsync(() => _heard.Contains("again"), "it was heard");
        await node.StopAsync(CancellationToken.None);
        node.IsConnected.ShouldBeFalse();
    }

    [Fact]
    public async Task Equal_words_of_one_moment_leave_as_one_and_a_failing_listener_harms_nobody()
    {
        using var node = await ListenAsync();
        node.Subscribe("crowd", _ => throw new InvalidOperationException("broken"));
        node.Subscribe("crowd", _heard.Enqueue);
        await Eventually.TrueAsync(() => node.IsConnected, "it listens");

        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => node.SendAsync("crowd", "come")));
        await node.SendAsync("crowd", "end");

        await Eventually.TrueAsync(() => _heard.Contains("end"), "it was heard");
        _heard.Count(h => h == "come").ShouldBeInRange(1, 50);
        await node.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_wake_up_that_cannot_be_sent_fails_nobody_and_a_channel_name_cannot_be_a_statement()
    {
        using var node = new Wakeups(
            Database.ConnectionString,
            Npgsql.NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x"),
            NullLogger<Wakeups>.Instance
        );
        await node.StartAsync(CancellationToken.None);
        await node.SendAsync("lost", "x").WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        Should.Throw<ArgumentException>(() => node.Subscribe("a\"; drop table x; --", _ => { }));
        await node.StopAsync(CancellationToken.None);
        await node.SendAsync("after", "the end");
    }

    private async Task<Wakeups> ListenAsync()
    {
        var node = new Wakeups(Database.ConnectionString, Database.Source, NullLogger<Wakeups>.Instance);
        await node.StartAsync(CancellationToken.None);
        return node;
    }
}
