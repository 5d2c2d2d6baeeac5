using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace SmartAI.EndToEnd.Tests;

public sealed class JobsTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task Administrators_see_what_runs_open_one_job_and_put_a_whole_filter_back_in_line()
    {
        var administrator = await web.AdministratorPersonAsync();
        var session = await web.SignInAsync(administrator);
        (
            await session.PostAsync("/api/v1/invitations", new { email = "job@example.org", roles = new[] { "member" } })
        ).Status.ShouldBeLessThan(300);
        await web.MailsAsync("job@example.org");

        await using var ada = await web.VisitAsAsync(administrator);
        await ada.OpenAsync("/admin/jobs?kind=identity.mail");
        await Expect(ada.Page.GetByRole(AriaRole.Region, new() { Name = "Throughput" })).ToBeVisibleAsync();
        await Expect(ada.Row("identity.mail").First).ToContainTextAsync("Done");
        await ada.Row("identity.mail").First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Region, new() { Name = "Attempts so far" })).ToContainTextAsync("Ended well");
        await Expect(ada.Page.GetByRole(AriaRole.Region, new() { Name = "Payload" })).ToBeVisibleAsync();
        await Expect(ada.Button("Copy trace id")).ToBeVisibleAsync();
        await Expect(ada.Button("Try again")).ToHaveCountAsync(0);

        await ada.OpenAsync("/admin/jobs?state=dead");
        await ada.Button("Try all of these again").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Try all of these again" }).ClickAsync();
        var corner = ada.Page.GetByRole(AriaRole.Complementary, new() { Name = "Your running actions" });
        await Expect(corner).ToContainTextAsync("Putting jobs back in line");
        // The page is left; its progress is not.
        await ada.Link("People").ClickAsync();
        await Expect(ada.Heading("People")).ToBeVisibleAsync();
        await Expect(corner).ToContainTextAsync("Done");
        await corner.GetByRole(AriaRole.Button, new() { Name = "Close ended actions" }).ClickAsync();
        await Expect(corner).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Administrators_run_pause_and_change_a_schedule()
    {
        await using var ada = await web.VisitAsAsync(await web.AdministratorPersonAsync("Sally Scheduler"));
        await ada.OpenAsync("/admin/schedules");
        await ada.Page.Locator("tbody").GetByRole(AriaRole.Link).First.ClickAsync();
        await ada.Button("Run now").ClickAsync();
        await ada.Button("Open job").ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Region, new() { Name = "Attempts so far" })).ToBeVisibleAsync();

        await ada.OpenAsync("/admin/schedules");
        await ada.Page.Locator("tbody").GetByRole(AriaRole.Link).First.ClickAsync();
        await ada.Button("Pause").ClickAsync();
        await Expect(ada.Button("Resume")).ToBeVisibleAsync();
        await ada.Button("Change times").ClickAsync();
        await ada.Field("Cron expression").FillAsync("not a cron");
        await ada.Button("Save times").ClickAsync();
        await Expect(ada.Page.GetByText(new Regex("cron", RegexOptions.IgnoreCase)).Last).ToBeVisibleAsync();
        await ada.Field("Cron expression").FillAsync("0 4 * * *");
        await ada.Button("Save times").ClickAsync();
        await Expect(ada.Page.GetByText("Changed here.")).ToBeVisibleAsync();
        await ada.Button("Back to what is declared").ClickAsync();
        await Expect(ada.Page.GetByText("Changed here.")).ToHaveCountAsync(0);
    }
}
