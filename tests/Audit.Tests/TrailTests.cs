namespace SmartAI.Audit.Tests;

/// <summary>Every change is in the trail, and can be found there.</summary>
public sealed class TrailTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task A_change_says_who_did_what_to_whom_from_where_and_what_was_there_before()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var locked = (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", new { reason = "Left" })).ShouldBe(200);

        var entry = await Trail.EntryAsync(administrator, $"targetId={person.Id}");

        entry.GetProperty("action").GetString().ShouldBe("identity.user.locked");
        entry.GetProperty("operation").GetString().ShouldBe("identity.users.lock");
        entry.GetProperty("outcome").GetString().ShouldBe("succeeded");
        entry.GetProperty("face").GetString().ShouldBe("web");
        entry.GetProperty("actor").GetProperty("id").GetGuid().ShouldBe(administrator.UserId);
        entry
            .GetProperty("actor")
            .GetProperty("name")
            .GetString()
            .ShouldBe((await administrator.GetAsync("/api/v1/me")).ShouldBe(200).Text("displayName"));
        entry.GetProperty("address").GetString().ShouldBe("127.0.0.1");
        entry.GetProperty("requestId").GetString().ShouldBe(locked.Header("X-Request-Id"));
        entry.GetProperty("target").GetProperty("name").GetString().ShouldBe(person.Name);
        var status = entry.GetProperty("changes").EnumerateArray().Single(c => c.GetProperty("field").GetString() == "status");
        (status.GetProperty("before").GetString(), status.GetProperty("after").GetString()).ShouldBe(("active", "locked"));
        (await administrator.GetAsync($"/api/v1/audit/{entry.GetProperty("id").GetGuid()}"))
            .ShouldBe(200)
            .Text("action")
            .ShouldBe("identity.user.locked");
        (await administrator.GetAsync($"/api/v1/audit/{Guid.Empty}")).ShouldFail(404, "audit.entry_not_found");
    }

    [Fact]
    public async Task Who_signs_in_is_named_though_nobody_was_known_and_what_has_no_target_and_no_change_has_none_in_the_trail()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var browser = platform.Anonymous();
        (await browser.SignInAsync(person.Email, PlatformFixture.Password)).ShouldBe(200);

        var entry = (await administrator.GetAsync($"/api/v1/audit?actorId={person.Id}&action=identity.session.started"))
            .ShouldBe(200)
            .Items[0];

        entry.GetProperty("actor").GetProperty("name").GetString().ShouldBe(person.Name);
        (await browser.GetAsync("/api/v1/users")).ShouldFail(403, "access.denied");
        var refused = await Trail.EntryAsync(administrator, $"actorId={person.Id}&outcome=refused");
        refused.GetProperty("actor").GetProperty("name").GetString().ShouldBe(person.Name);
        refused.GetProperty("target").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        refused.GetProperty("changes").GetArrayLength().ShouldBe(0);
        (
            await platform.Database.ReadAsync<long>(
                "select count(*) from platform.audit_entries where target_id is null and target_type is not null or changes = '[]'"
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Every_step_of_a_person_and_their_administrator_is_there()
    {
        var administrator = await platform.AdministratorAsync();
        var browser = platform.Anonymous();
        (
            await browser.PostAsync(
                "/api/v1/account/registrations",
                new
                {
                    email = "story@example.org",
                    displayName = "Story",
                    password = PlatformFixture.Password,
                }
            )
        ).ShouldBe(202);
        (
            await browser.PostAsync(
                "/api/v1/account/verifications",
                new { token = (await platform.MailsAsync("story@example.org"))[0].Token }
            )
        ).ShouldBe(204);
        (await browser.SignInAsync("story@example.org", PlatformFixture.Password)).ShouldBe(200);
        await platform.TokenAsync(browser, "identity.users.read");
        var tag = (await administrator.GetAsync($"/api/v1/users/{browser.UserId}")).ETag;
        (await administrator.PatchAsync($"/api/v1/users/{browser.UserId}", new { displayName = "Novel" }, tag)).ShouldBe(200);
        (await administrator.PostAsync($"/api/v1/users/{browser.UserId}/lock")).ShouldBe(200);
        (await administrator.PostAsync($"/api/v1/users/{browser.UserId}/unlock")).ShouldBe(200);
        (await administrator.PostAsync($"/api/v1/users/{browser.UserId}/deactivate")).ShouldBe(200);
        (await administrator.PostAsync($"/api/v1/users/{browser.UserId}/reactivate")).ShouldBe(200);

        var own = (await administrator.GetAsync($"/api/v1/audit?actorId={browser.UserId}&sort=occurredAt"))
            .ShouldBe(200)
            .Items.Select(Trail.Action);
        own.ShouldBe(["identity.user.registered", "identity.user.verified", "identity.session.started", "identity.token.created"]);
        var done = (await administrator.GetAsync($"/api/v1/audit?targetId={browser.UserId}&actorId={administrator.UserId}&sort=occurredAt"))
            .ShouldBe(200)
            .Items.Select(Trail.Action);
        done.ShouldBe([
            "identity.user.updated",
            "identity.user.locked",
            "identity.user.unlocked",
            "identity.user.deactivated",
            "identity.user.reactivated",
        ]);
    }

    [Fact]
    public async Task Filters_give_exactly_what_they_name()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock")).ShouldBe(200);
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock")).ShouldBe(409);
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/unlock")).ShouldBe(200);

        await GivesAsync("action=identity.user.locked", "identity.user.locked");
        await GivesAsync("action=identity.user.locked&action=identity.user.unlocked", "identity.user.unlocked", "identity.user.locked");
        await GivesAsync("outcome=failed", "identity.users.lock");
        await GivesAsync("operation=identity.users.unlock", "identity.user.unlocked");
        await GivesAsync("face=mcp");
        await GivesAsync("occurredTo=2000-01-01T00:00:00Z");
        await GivesAsync("targetType=identity.role");
        (await administrator.GetAsync("/api/v1/audit?face=fax")).ShouldFail(400, "request.invalid_parameter");
        (await administrator.GetAsync("/api/v1/audit?who=me")).ShouldFail(400, "request.unknown_parameter");

        async Task GivesAsync(string filter, params string[] actions) =>
            (await administrator.GetAsync($"/api/v1/audit?targetId={person.Id}&{filter}"))
                .ShouldBe(200)
                .Items.Select(Trail.Action)
                .ShouldBe(actions, filter);
    }

    [Fact]
    public async Task A_token_is_its_own_face()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var program = await platform.TokenAsync(administrator, "identity.users.lock");

        (await program.PostAsync($"/api/v1/users/{person.Id}/lock")).ShouldBe(200);

        (await Trail.EntryAsync(administrator, $"targetId={person.Id}")).GetProperty("face").GetString().ShouldBe("token");
    }
}
