namespace SmartAI.Identity.Tests;

public sealed class EditingTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task An_edit_names_the_version_that_was_read()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var address = $"/api/v1/users/{person.Id}";

        (await administrator.PatchAsync(address, new { displayName = "Nobody" })).ShouldFail(428, "request.if_match_required");
        var tag = (await administrator.GetAsync(address)).ETag;
        var first = (await administrator.PatchAsync(address, new { displayName = "First" }, tag)).ShouldBe(200);
        var stale = (await administrator.PatchAsync(address, new { displayName = "Second" }, tag)).ShouldFail(412, "request.stale");

        stale.Json.GetProperty("current").GetProperty("displayName").GetString().ShouldBe("First");
        first.ETag.ShouldNotBe(tag);
        (await administrator.GetAsync(address)).ETag.ShouldBe(first.ETag);
        (await administrator.PatchAsync(address, new { displayName = "Second" }, first.ETag)).ShouldBe(200);
    }

    [Fact]
    public async Task Of_two_who_edit_the_same_thing_at_once_one_is_told()
    {
        var (one, other) = (await platform.AdministratorAsync(), await platform.AdministratorAsync());
        var person = await platform.PersonAsync();
        var tag = (await one.GetAsync($"/api/v1/users/{person.Id}")).ETag;

        var answers = await Task.WhenAll(
            one.PatchAsync($"/api/v1/users/{person.Id}", new { displayName = "One" }, tag),
            other.PatchAsync($"/api/v1/users/{person.Id}", new { displayName = "Other" }, tag)
        );

        answers.Select(a => a.Status).Order().ShouldBe([200, 412]);
        (await platform.Database.ReadAsync<string>("select display_name from identity.users where id = $1", person.Id)).ShouldBe(
            answers.Single(a => a.Status == 200).Text("displayName")
        );
    }

    [Fact]
    public async Task Being_seen_does_not_spoil_a_version()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var tag = (await administrator.GetAsync($"/api/v1/users/{person.Id}")).ETag;

        (await (await platform.SignInAsync(person)).GetAsync("/api/v1/me")).ShouldBe(200);

        (await administrator.GetAsync($"/api/v1/users/{person.Id}")).ETag.ShouldBe(tag);
    }

    [Fact]
    public async Task An_action_takes_a_version_but_does_not_need_one()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();

        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", null, ("If-Match", "\"1\""))).ShouldFail(412, "request.stale");
        (await platform.Database.ReadAsync<string>("select status from identity.users where id = $1", person.Id)).ShouldBe("Active");
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", null)).ShouldBe(200);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_writes_nothing()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var tag = (await administrator.GetAsync($"/api/v1/users/{person.Id}")).ETag;

        (await administrator.PatchAsync($"/api/v1/users/{person.Id}", new { displayName = person.Name }, tag))
            .ShouldBe(200)
            .ETag.ShouldBe(tag);

        (
            await platform.Database.ReadAsync<long>(
                "select count(*) from platform.audit_entries where target_id = $1",
                person.Id.ToString()
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task People_keep_their_own_settings()
    {
        var browser = await platform.SignedInAsync();
        var tag = (await browser.GetAsync("/api/v1/me")).ETag;

        var mine = (
            await browser.PatchAsync(
                "/api/v1/me",
                new
                {
                    language = "fr",
                    timeZone = "Europe/Paris",
                    theme = "dark",
                    density = "compact",
                },
                tag
            )
        ).ShouldBe(200);

        (mine.Text("language"), mine.Text("timeZone"), mine.Text("theme"), mine.Text("density")).ShouldBe(
            ("fr", "Europe/Paris", "dark", "compact")
        );
        (await browser.PatchAsync("/api/v1/me", new { language = "xx" }, mine.ETag))
            .ShouldFail(400, "request.wrong_type")
            .FieldCodes("/language")
            .ShouldNotBeEmpty();
        (await browser.PatchAsync("/api/v1/me", new { timeZone = "Mars/Crater" }, mine.ETag)).ShouldRefuseField(
            "/timeZone",
            "identity.unknown_time_zone"
        );
        (await browser.PatchAsync("/api/v1/me", new { roles = (string[])["administrator"] }, mine.ETag)).ShouldFail(
            400,
            "request.unknown_member"
        );
        (await browser.PatchAsync("/api/v1/me", """{"displayName":null}""", mine.ETag)).ShouldRefuseField(
            "/displayName",
            "validation.required"
        );
        (await browser.GetAsync("/api/v1/me")).Text("displayName").ShouldNotBeNullOrWhiteSpace();
    }
}

public sealed class IdempotencyTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Tokens = "/api/v1/me/tokens";

    [Fact]
    public async Task The_same_post_twice_with_one_key_happens_once_and_answers_the_same()
    {
        var person = await platform.SignedInAsync();
        var first = (await TokenAsync(person, "key-1")).ShouldBe(201);
        var again = (await TokenAsync(person, "key-1")).ShouldBe(201);

        again.Body.ShouldBe(first.Body);
        again.Headers.Location.ShouldBe(first.Headers.Location);
        (await CountAsync(person)).ShouldBe(1);
        (
            await platform.Database.ReadAsync<long>(
                "select count(*) from platform.audit_entries where action = 'identity.token.created' and actor_id = $1",
                person.UserId
            )
        ).ShouldBe(1);
        // The kept answer holds a secret.
        (
            await platform.Database.ReadAsync<long>(
                "select count(*) from platform.idempotent_answers where encode(answer, 'escape') like '%' || $1 || '%'",
                first.Text("token")
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_belongs_to_its_body_its_person_and_its_operation()
    {
        var (person, other) = (await platform.SignedInAsync("identity.roles.update"), await platform.SignedInAsync());
        (await TokenAsync(person, "key-2")).ShouldBe(201);

        (await TokenAsync(person, "key-2", "another")).ShouldFail(422, "request.idempotency_key_reused");
        (await TokenAsync(other, "key-2")).ShouldBe(201);
        (
            await person.PostAsync("/api/v1/roles", new { name = "Keyed", permissions = (string[])[] }, ("Idempotency-Key", "key-2"))
        ).ShouldBe(201);
        (await CountAsync(person)).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_is_free_again_as_soon_as_its_answer_has_arrived()
    {
        var person = await platform.SignedInAsync();
        (await TokenAsync(person, "key-3")).ShouldBe(201);

        for (var times = 0; times < 20; times++)
        {
            (await TokenAsync(person, "key-3")).ShouldBe(201);
            (await TokenAsync(person, "key-3", "another")).ShouldFail(422, "request.idempotency_key_reused");
        }
    }

    [Fact]
    public async Task A_key_on_another_persons_address_is_another_request()
    {
        var administrator = await platform.AdministratorAsync();
        var (one, other) = (await platform.PersonAsync(), await platform.PersonAsync());
        (await administrator.PostAsync($"/api/v1/users/{one.Id}/lock", new { reason = "x" }, ("Idempotency-Key", "lock"))).ShouldBe(200);

        (await administrator.PostAsync($"/api/v1/users/{other.Id}/lock", new { reason = "x" }, ("Idempotency-Key", "lock"))).ShouldFail(
            422,
            "request.idempotency_key_reused"
        );
        (await administrator.PostAsync($"/api/v1/users/{one.Id}/lock", new { reason = "x" }, ("Idempotency-Key", "lock"))).ShouldBe(200);
    }

    [Fact]
    public async Task A_refusal_is_kept_too()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync("Locked");
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", null, ("Idempotency-Key", "refused"))).ShouldFail(
            409,
            "identity.user_already_locked"
        );
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/unlock")).ShouldBe(200);

        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", null, ("Idempotency-Key", "refused"))).ShouldFail(
            409,
            "identity.user_already_locked"
        );
        (await platform.Database.ReadAsync<string>("select status from identity.users where id = $1", person.Id)).ShouldBe("Active");
    }

    [Fact]
    public async Task A_failure_of_ours_is_not_kept_and_the_same_key_may_try_again()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        await platform.Database.RunAsync(
            $"alter table platform.audit_entries add constraint broken check (target_id <> '{person.Id}') not valid"
        );

        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", null, ("Idempotency-Key", "ours"))).ShouldFail(
            500,
            "server.failed"
        );

        (await platform.Database.ReadAsync<long>("select count(*) from platform.idempotent_answers where key = 'ours'")).ShouldBe(0);
        await platform.Database.RunAsync("alter table platform.audit_entries drop constraint broken");
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", null, ("Idempotency-Key", "ours"))).ShouldBe(200);
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", null, ("Idempotency-Key", "ours"))).ShouldBe(200);
    }

    [Fact]
    public async Task Of_many_at_once_with_one_key_one_happens()
    {
        var person = await platform.SignedInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TokenAsync(person, "at-once")));

        answers.ShouldAllBe(a => a.Status == 201 || a.Code == "request.idempotency_in_progress");
        answers.Where(a => a.Status == 201).Select(a => a.Body).Distinct().ShouldHaveSingleItem();
        (await CountAsync(person)).ShouldBe(1);
    }

    [Fact]
    public async Task While_the_first_call_runs_another_hears_so()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        // The first call waits for this row, with its key claimed.
        await using var blocking = await platform.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await blocking.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var held = new Npgsql.NpgsqlCommand("select 1 from identity.users where id = @id for update", blocking, transaction))
        {
            held.Parameters.AddWithValue("id", person.Id);
            await held.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var first = administrator.PostAsync($"/api/v1/users/{person.Id}/lock", null, ("Idempotency-Key", "slow"));
        await platform.Database.UntilAsync(
            true,
            "select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"
        );

        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", null, ("Idempotency-Key", "slow"))).ShouldFail(
            409,
            "request.idempotency_in_progress"
        );

        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        (await first).ShouldBe(200);
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", null, ("Idempotency-Key", "slow"))).ShouldBe(200);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        var person = await platform.SignInAsync(await platform.PersonAsync(), remember: true);
        (await TokenAsync(person, "daily")).ShouldBe(201);
        platform.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1));

        (await TokenAsync(person, "daily")).ShouldBe(201);

        (await CountAsync(person)).ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    public async Task A_key_is_printable_and_short(string odd)
    {
        var person = await platform.SignedInAsync();
        var key = odd.Length == 0 ? new string('k', 201) : odd;

        (await TokenAsync(person, key)).ShouldFail(400, "request.invalid_idempotency_key");
        (await CountAsync(person)).ShouldBe(0);
    }

    private static Task<Answer> TokenAsync(Browser person, string key, string name = "test") =>
        person.PostAsync(
            Tokens,
            new
            {
                name,
                scopes = (string[])["identity.users.read"],
                expiresInDays = 1,
            },
            ("Idempotency-Key", key)
        );

    private Task<long> CountAsync(Browser person) =>
        platform.Database.ReadAsync<long>("select count(*) from identity.access_tokens where user_id = $1", person.UserId);
}
