namespace SmartAI.Identity.Tests;

public sealed class SessionTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task A_person_sees_their_sessions_and_ends_another_one()
    {
        var person = await platform.PersonAsync();
        var (here, there) = (await platform.SignInAsync(person), await platform.SignInAsync(person));
        await using var page = await there.EventsAsync();
        var sessions = (await here.GetAsync("/api/v1/me/sessions")).ShouldBe(200).Items;
        sessions.Count.ShouldBe(2);
        var other = sessions.Single(s => !s.GetProperty("isCurrent").GetBoolean()).GetProperty("id").GetGuid();

        (await here.DeleteAsync($"/api/v1/me/sessions/{other}")).ShouldBe(204);

        (await page.NextAsync("session-ended")).ShouldNotBeNull();
        await GoneAsync(there);
        (await here.GetAsync("/api/v1/me")).ShouldBe(200);
        (await here.DeleteAsync($"/api/v1/me/sessions/{other}")).ShouldFail(404, "identity.session_not_found");
    }

    [Fact]
    public async Task A_browser_that_missed_the_news_is_told_why_its_session_is_over()
    {
        var (person, by) = (await platform.PersonAsync(), await platform.AdministratorAsync());
        var (ended, locked) = (await platform.SignInAsync(person), await platform.SignInAsync(person));
        var current = (await locked.GetAsync("/api/v1/me/sessions")).Items;
        var other = current.Single(s => !s.GetProperty("isCurrent").GetBoolean()).GetProperty("id").GetGuid();
        (await locked.DeleteAsync($"/api/v1/me/sessions/{other}")).ShouldBe(204);
        (await by.PostAsync($"/api/v1/users/{person.Id}/lock", new { reason = "Test" })).ShouldBe(200);
        await GoneAsync(ended);
        await GoneAsync(locked);

        (await ended.GetAsync("/api/v1/session")).ShouldBe(200).Text("endedBy").ShouldBe("ended");
        (await locked.GetAsync("/api/v1/session")).Text("endedBy").ShouldBe("locked");
        (await by.GetAsync("/api/v1/session")).Text("endedBy").ShouldBeNull();
        (await platform.Anonymous().GetAsync("/api/v1/session", ("Cookie", "smartai=guessed"))).Text("endedBy").ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_elses_session_answers_like_one_that_does_not_exist()
    {
        var (mine, theirs) = (await platform.SignedInAsync(), await platform.SignedInAsync());
        var id = (await theirs.GetAsync("/api/v1/me/sessions")).Items[0].GetProperty("id").GetGuid();

        (await mine.DeleteAsync($"/api/v1/me/sessions/{id}")).ShouldFail(404, "identity.session_not_found");
        (await theirs.GetAsync("/api/v1/me")).ShouldBe(200);
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_that_the_browser_had_whoevers_it_was()
    {
        var (first, second) = (await platform.PersonAsync(), await platform.PersonAsync());
        var browser = await platform.SignInAsync(first);
        var elsewhere = await platform.SignInAsync(first);
        var earlier = browser.Cookies.GetAllCookies()["smartai"]!.Value;

        (await browser.SignInAsync(second.Email, PlatformFixture.Password)).ShouldBe(200);

        (await platform.Anonymous().GetAsync("/api/v1/session", ("Cookie", $"smartai={earlier}"))).Text("endedBy").ShouldBe("signed-out");
        (await elsewhere.GetAsync("/api/v1/me/sessions")).ShouldBe(200).Items.ShouldHaveSingleItem();
        (await browser.GetAsync("/api/v1/me")).Text("email").ShouldBe(second.Email);
        (
            await platform.Database.ReadAsync<long>(
                "select count(*) from platform.audit_entries where action = 'identity.session.ended' and actor_id = $1",
                first.Id
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task Signing_out_ends_this_session_only()
    {
        var person = await platform.PersonAsync();
        var (here, there) = (await platform.SignInAsync(person), await platform.SignInAsync(person));

        (await here.DeleteAsync("/api/v1/session")).ShouldBe(204).Header("Set-Cookie").ShouldNotBeNull().ShouldContain("smartai=;");

        await GoneAsync(here);
        (await there.GetAsync("/api/v1/me")).ShouldBe(200);
    }

    [Fact]
    public async Task A_copied_cookie_is_worthless_after_signing_out()
    {
        var browser = await platform.SignedInAsync();
        var cookie = browser.Cookies.GetAllCookies().Single(c => c.Name == "smartai").Value;
        (await browser.DeleteAsync("/api/v1/session")).ShouldBe(204);

        await Eventually.TrueAsync(
            async () => (await platform.Anonymous().GetAsync("/api/v1/me", ("Cookie", $"smartai={cookie}"))).Status == 401,
            "the copy has ended",
            Patience.ToBeTold
        );
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_the_old_password()
    {
        var person = await platform.PersonAsync();
        var (here, there) = (await platform.SignInAsync(person), await platform.SignInAsync(person));

        (
            await here.PostAsync(
                "/api/v1/me/password",
                new { currentPassword = PlatformFixture.Password, newPassword = "another kettle volcano 8" }
            )
        ).ShouldBe(204);

        await GoneAsync(there);
        (await here.GetAsync("/api/v1/me")).ShouldBe(200);
        (await platform.Anonymous().SignInAsync(person.Email, PlatformFixture.Password)).ShouldFail(401, "identity.invalid_credentials");
        (await platform.Anonymous().SignInAsync(person.Email, "another kettle volcano 8")).ShouldBe(200);
    }

    [Fact]
    public async Task The_database_holds_no_secret_that_a_browser_could_use()
    {
        var browser = await platform.SignedInAsync();
        var secret = browser.Cookies.GetAllCookies().Single(c => c.Name == "smartai").Value;

        (
            await platform.Database.ReadAsync<long>("select count(*) from identity.sessions s where s::text like '%' || $1 || '%'", secret)
        ).ShouldBe(0);
    }

    [Fact]
    public async Task A_locked_person_is_told_on_the_open_page_and_is_out_at_once_on_every_node()
    {
        var second = await platform.StartNodeAsync();
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var (here, there) = (await platform.SignInAsync(person), await platform.SignInAsync(person, second));
        var program = await platform.TokenAsync(here, "identity.users.read");
        await using var pageHere = await here.EventsAsync();
        await using var pageThere = await there.EventsAsync();
        await Task.WhenAll(here.GetAsync("/api/v1/me"), there.GetAsync("/api/v1/me"), program.GetAsync("/api/v1/me"));

        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", new { reason = "Left the company" }))
            .ShouldBe(200)
            .Text("status")
            .ShouldBe("locked");
        var locked = TimeProvider.System.GetTimestamp();

        await Task.WhenAll(GoneAsync(here), GoneAsync(there), GoneAsync(program));
        TimeProvider.System.GetElapsedTime(locked).ShouldBeLessThan(Patience.ToBeTold);
        foreach (var page in (EventStream[])[pageHere, pageThere])
        {
            // That the account is locked stands in the bell too, and may come first.
            var told = (await page.NextAsync("session-ended"))!.Value;
            told.Data.ShouldContain("locked");
            told.Data.ShouldNotContain("Left the company");
            (await page.NextAsync()).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Unlocking_lets_the_person_in_again_but_ended_sessions_stay_ended()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var browser = await platform.SignInAsync(person);
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock")).ShouldBe(200);
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock")).ShouldFail(409, "identity.user_already_locked");
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/unlock")).ShouldBe(200);
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/unlock")).ShouldFail(409, "identity.user_not_locked");

        (await browser.GetAsync("/api/v1/me")).ShouldFail(401, "access.not_signed_in");
        (await platform.Anonymous().SignInAsync(person.Email, PlatformFixture.Password)).ShouldBe(200);
    }

    [Fact]
    public async Task A_new_right_is_felt_at_once()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var browser = await platform.SignInAsync(person);
        (await browser.GetAsync("/api/v1/users")).ShouldFail(403, "access.denied");
        var tag = (await administrator.GetAsync($"/api/v1/users/{person.Id}")).ETag;

        (
            await administrator.PatchAsync(
                $"/api/v1/users/{person.Id}",
                new { roles = (string[])["member", await platform.RoleAsync("identity.users.read")] },
                tag
            )
        ).ShouldBe(200);

        await Eventually.TrueAsync(
            async () => (await browser.GetAsync("/api/v1/users")).Status == 200,
            "the right is felt",
            Patience.ToBeTold
        );
    }

    private static Task GoneAsync(Browser browser) =>
        Eventually.TrueAsync(
            async () => (await browser.GetAsync("/api/v1/me")).Code == "access.not_signed_in",
            "the session has ended",
            Patience.ToBeTold
        );
}
