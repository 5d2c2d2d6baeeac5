namespace SmartAI.Notifications.Tests;

public sealed class InboxTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Bell = "/api/v1/notifications";

    [Fact]
    public async Task A_token_that_is_made_is_told_in_the_bell_and_by_mail_and_reading_takes_it_off_the_count()
    {
        var person = await platform.PersonAsync();
        var browser = await platform.SignInAsync(person);
        await platform.TokenAsync(browser, "identity.users.read");

        var told = await UntilAsync(browser, 1);
        told.GetProperty("kind").GetString().ShouldBe("identity.token_created");
        told.GetProperty("title").GetString().ShouldBe("An access token was made for your account");
        told.GetProperty("text").GetString()!.ShouldContain("“test”");
        told.GetProperty("link").GetString().ShouldBe("/me/tokens");
        (await platform.MailsAsync(person.Email)).ShouldHaveSingleItem().Subject.ShouldBe("An access token was made for your account");

        (await browser.PostAsync($"{Bell}/{told.GetProperty("id").GetGuid()}/read")).ShouldBe(204);
        (await browser.GetAsync($"{Bell}/unread")).Json.GetProperty("unread").GetInt32().ShouldBe(0);
        (await browser.GetAsync($"{Bell}?unread=true")).Items.ShouldBeEmpty();
        (await browser.GetAsync($"{Bell}?unread=false&kind=identity.token_created")).Items.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(null, "on it before.\n")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "on it before: Firefox, Linux.\n")]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36 Edg/150.0",
        ": Edge, Windows.\n"
    )]
    [InlineData("backup-probe/1.0", "on it before: backup-probe/1.0.\n")]
    public async Task A_new_device_is_told_with_its_browser_and_without_a_gap_where_it_names_none(string? agent, string words)
    {
        var person = await platform.PersonAsync();
        await platform.SignInAsync(person);
        var browser = platform.Anonymous();
        var signedIn = await browser.PostAsync(
            "/api/v1/session",
            new
            {
                email = person.Email,
                password = PlatformFixture.Password,
                rememberMe = false,
            },
            agent is null ? [] : [("User-Agent", agent)]
        );
        browser.Remember(signedIn.ShouldBe(200), person.Email);

        var told = await UntilAsync(browser, 1);
        told.GetProperty("kind").GetString().ShouldBe("identity.signed_in_from_new_device");
        told.GetProperty("text").GetString()!.ShouldContain(words);
    }

    [Fact]
    public async Task Somebody_elses_notification_answers_like_one_that_does_not_exist()
    {
        var (mine, other) = (await platform.SignedInAsync(), await platform.SignedInAsync());
        await platform.TokenAsync(mine, "identity.users.read");
        var told = await UntilAsync(mine, 1);

        (await other.PostAsync($"{Bell}/{told.GetProperty("id").GetGuid()}/read")).ShouldFail(404, "notifications.not_found");
        (await other.GetAsync(Bell)).Items.ShouldBeEmpty();
        (await mine.GetAsync($"{Bell}/unread")).Json.GetProperty("unread").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task All_are_read_at_once_and_the_words_follow_the_readers_language()
    {
        var browser = await platform.SignedInAsync();
        await platform.TokenAsync(browser, "identity.users.read");
        await platform.TokenAsync(browser, "identity.users.read");
        await UntilAsync(browser, 2);
        var me = await browser.GetAsync("/api/v1/me");
        (await browser.PatchAsync("/api/v1/me", new { language = "es" }, me.ETag)).ShouldBe(200);

        (await browser.GetAsync(Bell)).Items[0].GetProperty("title").GetString().ShouldBe("Se creó un token de acceso para su cuenta");
        (await browser.PostAsync($"{Bell}/read")).ShouldBe(204);
        (await browser.GetAsync($"{Bell}/unread")).Json.GetProperty("unread").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Pages_and_files_hold_ones_own_only()
    {
        var browser = await platform.SignedInAsync();
        for (var made = 1; made <= 3; made++)
        {
            await platform.TokenAsync(browser, "identity.users.read");
            await UntilAsync(browser, made);
        }

        var first = (await browser.GetAsync($"{Bell}?limit=2&withTotal=true")).ShouldBe(200);
        first.Items.Count.ShouldBe(2);
        first.Json.GetProperty("total").GetInt32().ShouldBe(3);
        var second = (await browser.GetAsync($"{Bell}?limit=2&cursor={Uri.EscapeDataString(first.Next!)}")).ShouldBe(200);
        second.Items.ShouldHaveSingleItem();
        second.Next.ShouldBeNull();
        (await browser.GetAsync($"{Bell}?format=csv")).Body.Trim().Split('\n').Length.ShouldBe(4);
    }

    private static async Task<System.Text.Json.JsonElement> UntilAsync(Browser browser, int count) =>
        (
            await Eventually.IsAsync(
                async () => (await browser.GetAsync(Bell)).Items,
                items => items.Count == count,
                $"{count} notifications"
            )
        )[0];
}
