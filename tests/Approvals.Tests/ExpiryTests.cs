using static SmartAI.Approvals.Tests.Situations;

namespace SmartAI.Approvals.Tests;

/// <summary>Time passes here for everybody, so these have an installation of their own.</summary>
public sealed class ExpiryTests(ApprovalsFixture platform) : IClassFixture<ApprovalsFixture>
{
    [Fact]
    public async Task What_nobody_decided_in_time_is_over_to_the_second()
    {
        var administrator = await platform.PersonAsync(roles: ["administrator"]);
        await using var acting = await platform.ActingAsync(await platform.SignInAsync(administrator, remember: true));
        var sam = await platform.PersonAsync();
        var id = await acting.AskToLockAsync(sam);

        platform.Clock.Advance(TimeSpan.FromDays(7));

        (await acting.Person.ApproveAsync(id)).ShouldFail(409, "approvals.expired");
        StateOf(await acting.Person.ApprovalAsync(id)).ShouldBe("expired");
        (await acting.Person.PostAsync("/api/v1/schedules/approvals.expire/run")).ShouldBe(202);
        await platform.Database.UntilAsync("expired", "select state from platform.approvals where id = $1", id);
        (await acting.Person.GetAsync("/api/v1/approvals/waiting")).Items.ShouldBeEmpty();
        (await acting.Person.ApproveAsync(id)).ShouldFail(409, "approvals.expired");
        (await platform.StatusAsync(sam)).ShouldBe("Active");
        (await acting.Person.GetAsync($"/api/v1/audit?action=approvals.approval.expired&targetId={id}")).Items.Count.ShouldBe(1);
    }
}
