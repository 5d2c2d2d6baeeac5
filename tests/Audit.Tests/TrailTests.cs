using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ModelContextProtocol.Protocol;

namespace SmartAI.Audit.Tests;

public sealed class TrailTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task A_change_says_who_did_what_to_whom_from_where_and_what_was_there_before()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var locked = (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", new { reason = "Left" })).ShouldBe(200);

        var entry = await EntryAsync(administrator, $"targetId={person.Id}");

        entry.GetProperty("action").GetString().ShouldBe("identity.user.locked");
        entry.GetProperty("operation").GetString().ShouldBe("identity.users.lock");
        entry.GetProperty("outcome").GetString().ShouldBe("succeeded");
        entry.GetProperty("face").GetString().ShouldBe("web");
        entry.GetProperty("actor").GetProperty("id").GetGuid().ShouldBe(administrator.UserId);
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
            .Items.Select(Action);
        own.ShouldBe(["identity.user.registered", "identity.user.verified", "identity.session.started", "identity.token.created"]);
        var done = (await administrator.GetAsync($"/api/v1/audit?targetId={browser.UserId}&actorId={administrator.UserId}&sort=occurredAt"))
            .ShouldBe(200)
            .Items.Select(Action);
        done.ShouldBe([
            "identity.user.updated",
            "identity.user.locked",
            "identity.user.unlocked",
            "identity.user.deactivated",
            "identity.user.reactivated",
        ]);
    }

    [Fact]
    public async Task A_change_that_was_refused_leaves_one_line_and_no_success()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync("Locked");

        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock")).ShouldFail(409, "identity.user_already_locked");

        var entry = (await administrator.GetAsync($"/api/v1/audit?targetId={person.Id}")).ShouldBe(200).Items.ShouldHaveSingleItem();
        entry.GetProperty("outcome").GetString().ShouldBe("failed");
        entry.GetProperty("code").GetString().ShouldBe("identity.user_already_locked");
        (
            await platform.Database.ReadAsync<long>(
                "select count(*) from platform.audit_entries where action = 'identity.user.locked' and target_id = $1",
                person.Id.ToString()
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task A_change_whose_entry_cannot_be_written_does_not_happen()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        await platform.Database.RunAsync(
            $"alter table platform.audit_entries add constraint never check (target_id <> '{person.Id}') not valid"
        );

        var answer = await administrator.PostAsync($"/api/v1/users/{person.Id}/lock");

        await platform.Database.RunAsync("alter table platform.audit_entries drop constraint never");
        answer.Status.ShouldBe(500);
        (await platform.Database.ReadAsync<string>("select status from identity.users where id = $1", person.Id)).ShouldBe("Active");
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock")).ShouldBe(200);
    }

    [Fact]
    public async Task Somebody_without_the_right_is_refused_and_that_is_told()
    {
        var (administrator, member) = (await platform.AdministratorAsync(), await platform.SignedInAsync());

        (await member.GetAsync("/api/v1/users")).ShouldFail(403, "access.denied");

        var entry = await EntryAsync(administrator, $"actorId={member.UserId}&outcome=refused");
        entry.GetProperty("operation").GetString().ShouldBe("identity.users.list");
        entry.GetProperty("code").GetString().ShouldBe("access.denied");
    }

    [Fact]
    public async Task A_stranger_who_knocks_again_and_again_is_counted_not_written_each_time()
    {
        for (var knock = 0; knock < 20; knock++)
            (await platform.Anonymous().GetAsync("/api/v1/roles")).ShouldFail(401, "access.not_signed_in");

        (
            await platform.Database.ReadAsync<long>(
                "select count(*) from platform.audit_entries where operation = 'identity.roles.list' and actor_id is null"
            )
        ).ShouldBeInRange(1, 2);
        (
            await platform.Database.ReadAsync<long>(
                "select sum(count) from platform.refusal_counts where subject like 'identity.roles.list %'"
            )
        ).ShouldBe(20);
    }

    [Fact]
    public async Task No_secret_is_in_the_trail_or_in_the_log()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var browser = await platform.SignInAsync(person);
        var token = (await platform.TokenAsync(browser, "identity.users.read")).Bearer!;
        (
            await browser.PostAsync(
                "/api/v1/me/password",
                new { currentPassword = PlatformFixture.Password, newPassword = "another kettle volcano 8" }
            )
        ).ShouldBe(204);
        await browser.SignInAsync(person.Email, "wrong kettle volcano 9");
        (await platform.Anonymous().PostAsync("/api/v1/account/password-resets", new { email = person.Email })).ShouldBe(202);
        var link = (await platform.MailsAsync(person.Email))[0].Token;
        (await platform.Anonymous().PostAsync("/api/v1/account/verifications", new { token = link })).ShouldBe(400);
        await platform.Anonymous().GetAsync($"/verify?token={link}");
        var hash = (await platform.Database.ReadAsync<string>("select password_hash from identity.users where id = $1", person.Id))!;
        var cookie = browser.Cookies.GetAllCookies().First(c => c.Name == "smartai").Value;

        var trail = string.Join('\n', await platform.Database.ReadAllAsync<string>("select e::text from platform.audit_entries e"));
        foreach (
            var secret in (string[])
                [
                    PlatformFixture.Password,
                    "another kettle volcano 8",
                    "wrong kettle volcano 9",
                    token,
                    link,
                    hash,
                    cookie,
                    browser.AntiforgeryToken!,
                ]
        )
        {
            trail.ShouldNotContain(secret);
            platform.Node.Log.Text.ShouldNotContain(secret);
        }

        platform.Node.Log.Text.ShouldNotContain(person.Email);
        trail.ShouldContain("•••");
        administrator.UserId.ShouldNotBe(Guid.Empty);
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
                .Items.Select(Action)
                .ShouldBe(actions, filter);
    }

    [Fact]
    public async Task A_program_by_mcp_sees_the_tools_of_its_person_and_is_in_the_trail_as_mcp()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var program = await platform.TokenAsync(administrator, "identity.users.read");
        await using var mcp = await platform.McpAsync(program.Bearer!);
        var cancel = TestContext.Current.CancellationToken;

        var tools = await mcp.ListToolsAsync(cancellationToken: cancel);
        tools.Select(t => t.Name).ShouldContain("identity_users_list");
        tools.Select(t => t.Name).ShouldContain("identity_users_lock");
        tools.Select(t => t.Name).ShouldNotContain("identity_session_sign_in");
        var listed = await mcp.CallToolAsync(
            "identity_users_list",
            new Dictionary<string, object?> { ["q"] = person.Email },
            cancellationToken: cancel
        );
        var refused = await mcp.CallToolAsync(
            "identity_users_lock",
            new Dictionary<string, object?> { ["id"] = person.Id },
            cancellationToken: cancel
        );

        listed.IsError.ShouldNotBe(true);
        Text(listed).ShouldContain(person.Id.ToString());
        refused.IsError.ShouldBe(true);
        JsonDocument.Parse(Text(refused)).RootElement.GetProperty("code").GetString().ShouldBe("access.scope_missing");
        (await platform.Database.ReadAsync<string>("select status from identity.users where id = $1", person.Id)).ShouldBe("Active");
        var trail = (await administrator.GetAsync($"/api/v1/audit?actorId={administrator.UserId}&face=mcp&sort=occurredAt"))
            .ShouldBe(200)
            .Items;
        trail
            .Select(e => $"{e.GetProperty("operation").GetString()} {e.GetProperty("outcome").GetString()}")
            .ShouldBe(["identity.users.list succeeded", "identity.users.lock refused"]);
        trail.ShouldAllBe(e => e.GetProperty("address").GetString() == "127.0.0.1");
    }

    [Fact]
    public async Task A_tool_that_changes_something_does_so_with_the_scope()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        await using var mcp = await platform.McpAsync((await platform.TokenAsync(administrator, "identity.users.lock")).Bearer!);

        var locked = await mcp.CallToolAsync(
            "identity_users_lock",
            new Dictionary<string, object?> { ["id"] = person.Id, ["reason"] = "By a program" },
            cancellationToken: TestContext.Current.CancellationToken
        );

        locked.IsError.ShouldNotBe(true, Text(locked));
        (await platform.Database.ReadAsync<string>("select status from identity.users where id = $1", person.Id)).ShouldBe("Locked");
        (await EntryAsync(administrator, $"targetId={person.Id}&face=mcp"))
            .GetProperty("action")
            .GetString()
            .ShouldBe("identity.user.locked");
    }

    [Fact]
    public async Task Whoever_has_no_token_gets_no_tools()
    {
        var member = await platform.SignedInAsync("identity.users.read");

        (await platform.Anonymous().PostAsync("/mcp", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""))
            .ShouldBe(401)
            .Header("WWW-Authenticate")
            .ShouldNotBeNull()
            .ShouldContain("Bearer");
        (await member.PostAsync("/mcp", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""")).ShouldFail(401, "access.not_signed_in");
    }

    [Fact]
    public async Task A_token_is_its_own_face()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var program = await platform.TokenAsync(administrator, "identity.users.lock");

        (await program.PostAsync($"/api/v1/users/{person.Id}/lock")).ShouldBe(200);

        (await EntryAsync(administrator, $"targetId={person.Id}")).GetProperty("face").GetString().ShouldBe("token");
    }

    private static string Text(CallToolResult result) =>
        string.Concat(result.Content.OfType<TextContentBlock>().Take(1).Select(t => t.Text));

    private static string? Action(JsonElement entry) => entry.GetProperty("action").GetString();

    private static async Task<JsonElement> EntryAsync(Browser reader, string query) =>
        (await reader.GetAsync($"/api/v1/audit?{query}")).ShouldBe(200).Items.ShouldHaveSingleItem();
}

/// <summary>Pages stay fast however much is stored: their plans are read, not their time.</summary>
public sealed class PlanTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task A_page_of_twenty_thousand_is_found_by_an_index()
    {
        var administrator = await platform.AdministratorAsync();
        await platform.Database.RunAsync(
            """
            with made as (
                insert into identity.users (id, email, normalized_email, display_name, status, roles, language, time_zone, theme, density, created_at, is_demo)
                select gen_random_uuid(), 'plan' || n || '@example.com', 'PLAN' || n || '@EXAMPLE.COM', 'Plan ' || n, (array['Active','Active','Active','Locked'])[n % 4 + 1], '{member}',
                    'en', 'UTC', 'System', 'Comfortable', timestamptz '2026-01-01' + n * interval '1 minute', false from generate_series(1, 20000) n returning id)
            insert into identity.user_activity (user_id, last_seen_at) select id, now() from made
            """
        );
        await platform.Database.RunAsync(
            """
            insert into platform.audit_entries (id, occurred_at, face, operation, action, outcome, actor_id, target_id, request_id, salt)
            select gen_random_uuid(), timestamptz '2026-01-01' + n * interval '1 minute', 'web', 'plan.op' || n % 20, 'plan.done' || n % 20, 'succeeded', gen_random_uuid(), n::text, n::text, '\x00' from generate_series(1, 20000) n
            """
        );
        await platform.Database.RunAsync("analyze");

        foreach (
            var query in (string[])
                [
                    "/api/v1/users",
                    "/api/v1/users?sort=email",
                    "/api/v1/users?sort=-displayName",
                    "/api/v1/users?status=locked",
                    "/api/v1/audit",
                    "/api/v1/audit?action=plan.done3",
                    "/api/v1/audit?targetId=77",
                ]
        )
        {
            var statements = new System.Collections.Concurrent.ConcurrentQueue<string>();
            using (Listen(statements))
                (await administrator.GetAsync(query)).ShouldBe(200).Items.ShouldNotBeEmpty(query);
            var page = statements.Last(s =>
                s.Contains("LIMIT", StringComparison.Ordinal)
                && (
                    s.Contains("FROM identity.users", StringComparison.Ordinal)
                    || s.Contains("FROM platform.audit_entries", StringComparison.Ordinal)
                )
            );
            var plan = await PlanAsync(page);
            plan.ShouldContain("Index", customMessage: query);
            // A month's partition that holds a handful of rows is rightly read whole; what must not be scanned is what is large.
            foreach (
                var scan in System
                    .Text.RegularExpressions.Regex.Matches(plan, @"Seq Scan on \S+ \S+ +\(cost=\S+ rows=(?<rows>\d+)")
                    .Select(m => m.Groups["rows"].Value)
            )
                int.Parse(scan, System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThan(1000, $"{query}\n{plan}");
            plan.ShouldNotContain("Seq Scan on users");
            plan.ShouldNotContain("Seq Scan on user_activity");
        }
    }

    /// <summary>The statements that the server sends to this class's database, as Npgsql traces them.</summary>
    private ActivityListener Listen(System.Collections.Concurrent.ConcurrentQueue<string> statements)
    {
        var database = new Npgsql.NpgsqlConnectionStringBuilder(platform.Database.ConnectionString).Database;
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var tags = activity.TagObjects.ToDictionary(t => t.Key, t => t.Value as string);
                if (
                    tags.ContainsValue(database)
                    && (tags.GetValueOrDefault("db.query.text") ?? tags.GetValueOrDefault("db.statement")) is { } text
                )
                    statements.Enqueue(text);
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    /// <summary>The plan that holds for any values of the parameters.</summary>
    private async Task<string> PlanAsync(string statement)
    {
        var names = Regex.Matches(statement, "@\\w+").Select(m => m.Value).Distinct().ToList();
        var numbered = Regex.Replace(statement, "@\\w+", m => $"${names.IndexOf(m.Value) + 1}");
        await using var connection = await platform.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var count = Math.Max(
            names.Count,
            Regex
                .Matches(numbered, "\\$(\\d+)")
                .Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))
                .DefaultIfEmpty()
                .Max()
        );
        var values = count == 0 ? "" : $"({string.Join(", ", Enumerable.Repeat("null", count))})";
        await using (
            var prepare = new Npgsql.NpgsqlCommand(
                $"set plan_cache_mode = force_generic_plan; deallocate all; prepare page as {numbered}",
                connection
            )
        )
            await prepare.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var explain = new Npgsql.NpgsqlCommand($"explain execute page{values}", connection);
        await using var reader = await explain.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
