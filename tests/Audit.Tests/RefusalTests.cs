namespace SmartAI.Audit.Tests;

/// <summary>What was not done is told too, and nothing else came of it.</summary>
public sealed class RefusalTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
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
    public async Task A_change_that_ended_by_an_exception_is_told_with_its_code()
    {
        var administrator = await platform.AdministratorAsync();

        (await administrator.PostAsync("/api/v1/roles", new { name = 5, permissions = Array.Empty<string>() })).ShouldFail(
            400,
            "request.wrong_type"
        );

        var entry = await Trail.EntryAsync(administrator, $"actorId={administrator.UserId}&outcome=failed");
        entry.GetProperty("operation").GetString().ShouldBe("identity.roles.create");
        entry.GetProperty("code").GetString().ShouldBe("request.wrong_type");
    }

    [Fact]
    public async Task Somebody_without_the_right_is_refused_and_that_is_told()
    {
        var (administrator, member) = (await platform.AdministratorAsync(), await platform.SignedInAsync());

        (await member.GetAsync("/api/v1/users")).ShouldFail(403, "access.denied");

        var entry = await Trail.EntryAsync(administrator, $"actorId={member.UserId}&outcome=refused");
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

    [Theory]
    [InlineData("D")]
    [InlineData("B")]
    public async Task Whom_a_refused_change_was_to_hit_is_told_whichever_way_it_came(string format)
    {
        var (administrator, member) = (await platform.AdministratorAsync(), await platform.SignedInAsync("identity.users.lock"));
        var person = await platform.PersonAsync();
        var about = $"identity.user {person.Id}";
        var path = $"/api/v1/users/{person.Id.ToString(format).ToUpperInvariant()}";

        (await member.PostAsync($"{path}/deactivate")).ShouldFail(403, "access.denied");
        var program = await platform.TokenAsync(administrator, "identity.users.read");
        (await program.PostAsync($"{path}/lock")).ShouldFail(403, "access.scope_missing");
        await using var mcp = await platform.McpAsync(program.Bearer!);
        await mcp.CallToolAsync(
            "identity_users_unlock",
            new Dictionary<string, object?> { ["id"] = person.Id.ToString(format) },
            cancellationToken: TestContext.Current.CancellationToken
        );

        var entries = (await administrator.GetAsync($"/api/v1/audit?targetId={person.Id}&sort=occurredAt")).ShouldBe(200).Items;
        entries.Select(Trail.Target).ShouldBe([about, about, about]);
        entries
            .Select(e => $"{e.GetProperty("face").GetString()} {Trail.Action(e)} {e.GetProperty("code").GetString()}")
            .ShouldBe([
                "web identity.users.deactivate access.denied",
                "token identity.users.lock access.scope_missing",
                "mcp identity.users.unlock access.scope_missing",
            ]);
    }

    [Fact]
    public async Task Something_that_is_not_there_is_named_as_it_was_asked_for()
    {
        var administrator = await platform.AdministratorAsync();
        var nobody = Guid.Parse("0199b1c0-0000-7000-8000-00000000dead");

        (await administrator.PostAsync($"/api/v1/users/{nobody}/lock")).ShouldFail(404, "identity.user_not_found");

        Trail.Target(await Trail.EntryAsync(administrator, $"targetId={nobody}")).ShouldBe($"identity.user {nobody}");
    }

    [Fact]
    public async Task A_stranger_who_tries_one_id_after_the_other_is_counted_all_the_same()
    {
        for (var number = 0; number < 10; number++)
            (await platform.Anonymous().DeleteAsync($"/api/v1/roles/{number:x8}-0000-7000-8000-000000000001")).ShouldFail(
                401,
                "access.not_signed_in"
            );

        (
            await platform.Database.ReadAsync<long>(
                "select count(*) from platform.audit_entries where operation = 'identity.roles.delete' and actor_id is null"
            )
        ).ShouldBeInRange(1, 2);
    }
}
