using static SmartAI.Approvals.Tests.Situations;

namespace SmartAI.Approvals.Tests;

/// <summary>A change that a program asks for waits for a person, and then runs once.</summary>
public sealed class DecisionTests(ApprovalsFixture platform) : IClassFixture<ApprovalsFixture>
{
    [Fact]
    public async Task A_change_by_mcp_waits_for_its_persons_yes_runs_once_and_tells_the_outcome()
    {
        await using var acting = await platform.ActingAsync();
        var sam = await platform.PersonAsync(name: "Sam");

        var answer = await acting.CallAsync("identity_users_lock", new { id = sam.Id, reason = "Left the team" });

        answer.GetProperty("code").GetString().ShouldBe("approval_pending");
        var id = answer.GetProperty("approval").GetProperty("id").GetGuid();
        answer.GetProperty("approval").GetProperty("address").GetString()!.ShouldEndWith($"/approvals/{id}");
        (await platform.StatusAsync(sam)).ShouldBe("Active");
        (await acting.CallAsync("approvals_get", new { id })).GetProperty("approval").GetProperty("state").GetString().ShouldBe("waiting");
        (await acting.Person.GetAsync("/api/v1/approvals/waiting?withTotal=true")).Json.GetProperty("total").GetInt32().ShouldBe(1);
        var seen = await acting.Person.GetAsync($"/api/v1/approvals/{id}");
        seen.Json.GetProperty("approval").GetProperty("target").GetProperty("name").GetString().ShouldBe("Sam");
        seen.Json.GetProperty("arguments").GetProperty("reason").GetString().ShouldBe("Left the team");

        (await acting.Person.ApproveAsync(id, seen.ETag)).ShouldBe(200);

        StateOf(await acting.Person.EndedAsync(id)).ShouldBe("done");
        (await platform.StatusAsync(sam)).ShouldBe("Locked");
        var told = await acting.CallAsync("approvals_get", new { id });
        told.GetProperty("result").GetProperty("content").GetProperty("status").GetString().ShouldBe("locked");
        var trail = (await acting.Person.GetAsync($"/api/v1/audit?actorId={acting.Person.UserId}&sort=occurredAt")).ShouldBe(200).Items;
        trail
            .Select(e => $"{e.GetProperty("action").GetString()} {e.GetProperty("face").GetString()}")
            .Where(e =>
                e.StartsWith("approvals.approval", StringComparison.Ordinal) || e.StartsWith("identity.user.", StringComparison.Ordinal)
            )
            .ShouldBe([
                "approvals.approval.requested mcp",
                "approvals.approval.approved web",
                "identity.user.locked mcp",
                "approvals.approval.run job",
            ]);
    }

    [Fact]
    public async Task A_difference_shows_present_values_to_the_person_and_not_to_the_program()
    {
        await using var acting = await platform.ActingAsync();
        var sam = await platform.PersonAsync(name: "Sam");
        var tag = (await acting.Person.GetAsync($"/api/v1/users/{sam.Id}")).ETag;

        var id = await acting.AskAsync(
            "identity_users_update",
            new
            {
                id = sam.Id,
                ifMatch = tag,
                displayName = "Samira",
            }
        );

        var change = (await acting.Person.ApprovalAsync(id)).GetProperty("changes").EnumerateArray().ShouldHaveSingleItem();
        change.GetProperty("field").GetString().ShouldBe("displayName");
        change.GetProperty("before").GetString().ShouldBe("Sam");
        change.GetProperty("after").GetString().ShouldBe("Samira");
        (await acting.CallAsync("approvals_get", new { id })).GetRawText().ShouldNotContain("\"Sam\"");
        (await acting.Person.ApproveAsync(id)).ShouldBe(200);
        StateOf(await acting.Person.EndedAsync(id)).ShouldBe("done");
        (await platform.Database.ReadAsync<string>("select display_name from identity.users where id = $1", sam.Id)).ShouldBe("Samira");
    }

    [Fact]
    public async Task A_no_runs_nothing_and_says_why()
    {
        await using var acting = await platform.ActingAsync();
        var sam = await platform.PersonAsync();
        var id = await acting.AskToLockAsync(sam);

        (await acting.Person.PostAsync($"/api/v1/approvals/{id}/reject", new { reason = "Wrong Sam" })).ShouldBe(200);

        (await acting.Person.ApproveAsync(id)).ShouldFail(409, "approvals.already_decided");
        var told = await acting.CallAsync("approvals_get", new { id });
        StateOf(told).ShouldBe("rejected");
        told.GetProperty("reason").GetString().ShouldBe("Wrong Sam");
        (await platform.StatusAsync(sam)).ShouldBe("Active");
    }

    [Fact]
    public async Task Of_many_yeses_at_once_one_counts()
    {
        await using var acting = await platform.ActingAsync();
        var sam = await platform.PersonAsync();
        var id = await acting.AskToLockAsync(sam);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => acting.Person.ApproveAsync(id)));

        answers.Count(a => a.Status == 200).ShouldBe(1);
        answers.Where(a => a.Status != 200).ShouldAllBe(a => a.Code == "approvals.already_decided");
        await acting.Person.EndedAsync(id);
        (await acting.Person.GetAsync($"/api/v1/audit?action=identity.user.locked&targetId={sam.Id}")).Items.Count.ShouldBe(1);
        (await acting.Person.GetAsync($"/api/v1/audit?action=approvals.approval.run&targetId={id}")).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Arguments_change_before_the_yes_and_never_after_it()
    {
        await using var acting = await platform.ActingAsync();
        var (sam, robin) = (await platform.PersonAsync(), await platform.PersonAsync());
        var id = await acting.AskToLockAsync(sam);
        var first = await acting.Person.GetAsync($"/api/v1/approvals/{id}");

        var edited = (await EditAsync(acting.Person, id, new { id = robin.Id, reason = "This one" }, first.ETag)).ShouldBe(200);
        (await acting.Person.ApproveAsync(id, first.ETag)).ShouldFail(412, "request.stale");
        (await EditAsync(acting.Person, id, new { id = sam.Id, colour = "red" }, edited.ETag)).ShouldFail(400, "request.unknown_member");
        (await EditAsync(acting.Person, id, new { id = sam.Id }, first.ETag)).ShouldFail(412, "request.stale");
        (await acting.Person.ApproveAsync(id, edited.ETag)).ShouldBe(200);
        (await EditAsync(acting.Person, id, new { id = sam.Id }, edited.ETag)).ShouldFail(409, "approvals.already_decided");

        StateOf(await acting.Person.EndedAsync(id)).ShouldBe("done");
        (await platform.StatusAsync(robin)).ShouldBe("Locked");
        (await platform.StatusAsync(sam)).ShouldBe("Active");
    }

    [Fact]
    public async Task No_token_decides_whatever_its_scopes_and_no_tool_does()
    {
        await using var acting = await platform.ActingAsync();
        var id = await acting.AskToLockAsync(await platform.PersonAsync());

        (await acting.Token.ApproveAsync(id)).ShouldFail(403, "approvals.person_needed");
        (await acting.Token.PostAsync($"/api/v1/approvals/{id}/reject")).ShouldFail(403, "approvals.person_needed");
        (await EditAsync(acting.Token, id, new { id }, "*")).ShouldFail(403, "approvals.person_needed");

        (await acting.CallAsync("approvals_approve", new { id })).GetProperty("code").GetString().ShouldBe("tools.unknown");
        StateOf(await acting.Person.ApprovalAsync(id)).ShouldBe("waiting");
    }

    [Fact]
    public async Task Others_approvals_answer_like_missing_ones()
    {
        await using var acting = await platform.ActingAsync();
        var id = await acting.AskToLockAsync(await platform.PersonAsync());
        var other = await platform.SignedInAsync("identity.users.lock");

        (await other.GetAsync($"/api/v1/approvals/{id}")).ShouldFail(404, "approvals.not_found");
        (await other.ApproveAsync(id)).ShouldFail(404, "approvals.not_found");
        (await other.PostAsync($"/api/v1/approvals/{id}/reject")).ShouldFail(404, "approvals.not_found");
        (await other.GetAsync("/api/v1/approvals")).Items.ShouldBeEmpty();
        (await other.GetAsync("/api/v1/approvals/waiting")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_reads_what_it_asked_for_and_not_what_another_token_of_its_person_did()
    {
        await using var acting = await platform.ActingAsync();
        var id = await acting.AskToLockAsync(await platform.PersonAsync());
        var other = await platform.TokenAsync(acting.Person, "audit.entries.read");

        (await other.GetAsync($"/api/v1/approvals/{id}")).ShouldFail(404, "approvals.not_found");
        (await other.GetAsync("/api/v1/approvals")).Items.ShouldBeEmpty();
        (await acting.Token.GetAsync("/api/v1/approvals")).Items.ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(id);
        (await acting.Token.GetAsync("/api/v1/approvals/waiting")).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_the_person_may_no_longer_do_when_it_runs_is_not_done()
    {
        var person = await platform.PersonAsync(roles: ["member", await platform.RoleAsync(Scopes)]);
        await using var acting = await platform.ActingAsync(await platform.SignInAsync(person));
        var sam = await platform.PersonAsync();
        var id = await acting.AskToLockAsync(sam);
        await platform.Database.RunAsync("update identity.users set roles = '{member}' where id = $1", person.Id);

        (await acting.Person.ApproveAsync(id)).ShouldBe(200);

        var ended = await acting.Person.EndedAsync(id);
        StateOf(ended).ShouldBe("failed");
        CodeOf(ended).ShouldBe("access.denied");
        (await platform.StatusAsync(sam)).ShouldBe("Active");
    }

    [Fact]
    public async Task Whoever_may_decide_is_told_in_the_moment()
    {
        await using var acting = await platform.ActingAsync();
        await using var page = await acting.Person.EventsAsync();

        var id = await acting.AskToLockAsync(await platform.PersonAsync());

        (await page.NextAsync("approval-changed"))!.Value.Data.ShouldContain(id.ToString());
        await Eventually.TrueAsync(
            async () =>
                (await acting.Person.GetAsync("/api/v1/notifications?kind=approvals.waiting")).Items.Any(n =>
                    n.GetProperty("link").GetString() == $"/approvals/{id}"
                ),
            "the notification"
        );
    }

    internal static Task<Answer> EditAsync(Browser person, Guid id, object arguments, string ifMatch) =>
        person.SendAsync(
            HttpMethod.Put,
            $"/api/v1/approvals/{id}/arguments",
            System.Net.Http.Json.JsonContent.Create(new { arguments }),
            ("If-Match", ifMatch)
        );
}
