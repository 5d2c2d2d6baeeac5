using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Http;

namespace SmartAI.Notifications.Tests;

public sealed class LiveTests(ImpatientFixture platform) : IClassFixture<ImpatientFixture>
{
    private const string Tell = "insert into platform.live_events (user_id, kind, data) values ($1, $2, '{}')";

    [Fact]
    public async Task Every_open_page_of_a_person_is_told_on_every_node_and_nobody_else_is()
    {
        var second = await platform.StartNodeAsync();
        var person = await platform.PersonAsync();
        var (here, there, other) = (
            await platform.SignInAsync(person),
            await platform.SignInAsync(person, second),
            await platform.SignedInAsync()
        );
        await using var pageHere = await here.EventsAsync();
        await using var pageThere = await there.EventsAsync();
        await using var pageOther = await other.EventsAsync();

        await platform.RaiseJoinedAsync(person.Id);
        await platform.RaiseJoinedAsync(other.UserId, "Alan");

        var listed = Guid.Empty;
        foreach (var page in (EventStream[])[pageHere, pageThere])
        {
            // That they signed in on a second device is told as well.
            (string Kind, string Data) told;
            do told = (await page.NextAsync("notification"))!.Value;
            while (!told.Data.Contains(Situations.Joined, StringComparison.Ordinal));
            listed = System.Text.Json.JsonDocument.Parse(told.Data).RootElement.GetProperty("id").GetGuid();
        }
        (await here.GetAsync("/api/v1/notifications")).Items.ShouldContain(n => n.GetProperty("id").GetGuid() == listed);
        (await pageOther.NextAsync("notification"))!.Value.Data.ShouldNotContain(listed.ToString());
        (await here.PostAsync($"/api/v1/notifications/{listed}/read")).ShouldBe(204);
        (await pageThere.NextAsync("notifications-read"))!.Value.Data.ShouldContain(listed.ToString());
    }

    [Fact]
    public async Task A_page_that_comes_back_is_told_what_a_slow_transaction_committed_late()
    {
        var browser = await platform.SignedInAsync();
        var cancel = TestContext.Current.CancellationToken;
        await using var slow = await platform.Database.Source.OpenConnectionAsync(cancel);
        await using var transaction = await slow.BeginTransactionAsync(cancel);
        await using (var late = new Npgsql.NpgsqlCommand(Tell, slow) { Transaction = transaction })
        {
            late.Parameters.AddWithValue(browser.UserId);
            late.Parameters.AddWithValue("late");
            await late.ExecuteNonQueryAsync(cancel);
        }

        string id;
        await using (var page = await browser.EventsAsync())
        {
            await platform.RaiseJoinedAsync(browser.UserId);
            (await page.NextAsync("notification")).ShouldNotBeNull();
            id = page.LastEventId!;
        }
        await transaction.CommitAsync(cancel);

        await using var again = await browser.EventsAsync(id);
        (await again.NextAsync("late")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_page_that_comes_back_with_an_id_of_nobodys_is_asked_to_read_everything_anew()
    {
        var browser = await platform.SignedInAsync();
        foreach (var id in (string[])["x", "18446744073709551615-1", "1-1"])
        {
            await using var page = await browser.EventsAsync(id);
            (await page.NextAsync())!.Value.Kind.ShouldBe("resync", id);
        }
    }

    [Fact]
    public async Task What_was_told_without_a_notification_of_the_database_arrives_all_the_same()
    {
        var browser = await platform.SignedInAsync();
        await using var page = await browser.EventsAsync();
        await platform.Database.RunAsync(Tell, browser.UserId, "unannounced");
        (await page.NextAsync("unannounced")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_reader_that_does_not_keep_up_is_dropped_and_others_are_not()
    {
        var person = await platform.PersonAsync();
        var (slow, quick) = (await platform.SignInAsync(person), await platform.SignInAsync(person));
        var live = platform.Node.Services.GetRequiredService<LiveEvents>();
        await using var page = await quick.EventsAsync();
        await Eventually.TrueAsync(() => live.Count == 1, "the streams of other tests are gone");
        using var socket = await SilentAsync(slow);
        await Eventually.TrueAsync(() => live.Count == 2, "the slow stream is open");

        // More than every buffer between here and there holds.
        for (var batch = 0; batch < 8; batch++)
        {
            await platform.Database.RunAsync(
                "insert into platform.live_events (user_id, kind, data) select $1, 'flood', jsonb_build_object('x', repeat('x', 500000)) from generate_series(1, 25)",
                person.Id
            );
            await platform.RaiseJoinedAsync(person.Id);
            (await page.NextAsync("notification")).ShouldNotBeNull();
        }

        await Eventually.TrueAsync(() => live.Count == 1, "the slow stream is gone");
        (await quick.GetAsync("/api/v1/me")).ShouldBe(200);
    }

    /// <summary>Opens a stream and never reads from it.</summary>
    private async Task<TcpClient> SilentAsync(Browser browser)
    {
        var socket = new TcpClient { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(platform.Node.Address.Host, platform.Node.Address.Port);
        var request =
            $"GET /api/v1/events HTTP/1.1\r\nHost: {platform.Node.Address.Authority}\r\nCookie: {browser.Cookies.GetCookieHeader(platform.Node.Address)}\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        return socket;
    }
}
