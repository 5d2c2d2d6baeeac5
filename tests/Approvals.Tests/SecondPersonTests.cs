using static SmartAI.Approvals.Tests.Situations;

namespace SmartAI.Approvals.Tests;

/// <summary>Where the policy wants four eyes, the yes is another's. No job runs here until a test starts a worker.</summary>
public sealed class SecondPersonTests(IdleFixture platform) : IClassFixture<IdleFixture>
{
    [Fact]
    public async Task The_requester_never_decides_and_of_the_others_only_who_holds_the_permission()
    {
        await using var acting = await RequesterAsync();
        var (decider, stranger) = (await platform.SignedInAsync("approvals.decide"), await platform.SignedInAsync());
        var id = await acting.AskToLockAsync(await platform.PersonAsync());

        (await acting.Person.ApproveAsync(id)).ShouldFail(403, "approvals.not_yours_to_decide");
        (await stranger.ApproveAsync(id)).ShouldFail(404, "approvals.not_found");
        (await DecisionTests.EditAsync(decider, id, new { id }, "*")).ShouldFail(403, "approvals.not_yours_to_edit");
        (await acting.Person.GetAsync("/api/v1/approvals/waiting")).Items.ShouldBeEmpty();
        (await decider.GetAsync("/api/v1/approvals/waiting")).Items.ShouldContain(a => a.GetProperty("id").GetGuid() == id);
        (await acting.Person.PostAsync($"/api/v1/approvals/{id}/reject")).ShouldBe(200);
        (await decider.ApproveAsync(id)).ShouldFail(409, "approvals.already_decided");
    }

    [Fact]
    public async Task What_was_approved_survives_until_a_worker_comes_and_everything_is_asked_anew_then()
    {
        var fine = await ApprovedAsync();
        var undecided = await ApprovedAsync();
        await platform.Database.RunAsync("update identity.users set roles = '{member}' where id = $1", undecided.Decider.UserId);
        var locked = await ApprovedAsync();
        await platform.Database.RunAsync("update identity.users set status = 'Locked' where id = $1", locked.Requester);
        var deleted = await ApprovedAsync();
        await platform.Database.RunAsync("delete from identity.users where id = $1", deleted.Requester);
        var forbidden = await ApprovedAsync(forbidRole: true);
        var administrator = await platform.AdministratorAsync();
        StateOf(await administrator.ApprovalAsync(fine.Id)).ShouldBe("approved");
        (await platform.StatusAsync(fine.Target)).ShouldBe("Active");

        await platform.StartWorkerAsync();

        StateOf(await administrator.EndedAsync(fine.Id)).ShouldBe("done");
        CodeOf(await administrator.EndedAsync(undecided.Id)).ShouldBe("approvals.decider_lost_right");
        CodeOf(await administrator.EndedAsync(locked.Id)).ShouldBe("approvals.person_gone");
        CodeOf(await administrator.EndedAsync(deleted.Id)).ShouldBe("approvals.person_gone");
        CodeOf(await administrator.EndedAsync(forbidden.Id)).ShouldBe("tools.forbidden");
        (await platform.StatusAsync(fine.Target)).ShouldBe("Locked");
        foreach (var untouched in (Case[])[undecided, locked, deleted, forbidden])
            (await platform.StatusAsync(untouched.Target)).ShouldBe("Active");
    }

    [Fact]
    public async Task A_yes_for_somebody_who_was_locked_meanwhile_is_refused()
    {
        await using var acting = await RequesterAsync();
        var decider = await platform.SignedInAsync("approvals.decide");
        var id = await acting.AskToLockAsync(await platform.PersonAsync());
        await platform.Database.RunAsync("update identity.users set status = 'Locked' where id = $1", acting.Person.UserId);

        (await decider.ApproveAsync(id)).ShouldFail(409, "approvals.person_gone");
        StateOf(await decider.ApprovalAsync(id)).ShouldBe("waiting");
    }

    private sealed record Case(Guid Id, Person Target, Browser Decider, Guid Requester);

    private async Task<Case> ApprovedAsync(bool forbidRole = false)
    {
        await using var acting = await RequesterAsync(forbidRole ? "forbidden-later" : null);
        var decider = await platform.SignedInAsync("approvals.decide");
        var target = await platform.PersonAsync();
        var id = await acting.AskToLockAsync(target);
        (await decider.ApproveAsync(id)).ShouldBe(200);
        if (forbidRole)
            await SecondPersonAsync(new { role = "forbidden-later", rule = "forbid" });
        return new Case(id, target, decider, acting.Person.UserId);
    }

    private async Task<Acting> RequesterAsync(string? extraRole = null)
    {
        await SecondPersonAsync();
        var roles = new List<string> { "member", await platform.RoleAsync(Scopes) };
        if (extraRole is not null)
        {
            await platform.Database.RunAsync(
                "insert into identity.roles (id, name, description, permissions, is_built_in, created_at) values (gen_random_uuid(), $1, '', '{}', false, now())",
                extraRole
            );
            roles.Add(extraRole);
        }

        return await platform.ActingAsync(await platform.SignInAsync(await platform.PersonAsync(roles: [.. roles])));
    }

    private async Task SecondPersonAsync(params object[] roles) =>
        await (await platform.AdministratorAsync()).PolicyAsync(
            "identity_users_lock",
            new
            {
                everyone = "ask",
                roles,
                secondPerson = true,
            }
        );
}
