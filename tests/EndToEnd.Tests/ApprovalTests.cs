using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Pages;
using SmartAI.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace SmartAI.EndToEnd.Tests;

public sealed class ApprovalTests(WebFixture web) : IClassFixture<WebFixture>
{
    private Task<string?> NameAsync(Guid person) =>
        web.Database.ReadAsync<string?>("select display_name from identity.users where id = $1", person);

    [Fact]
    public async Task What_a_program_asks_for_appears_on_an_open_page_and_happens_after_a_yes_to_the_change_that_is_shown()
    {
        var administrator = await web.AdministratorPersonAsync("Yvonne Yes");
        var renamed = await web.PersonAsync(name: "Sam Before");
        await using var yvonne = await web.VisitAsAsync(administrator);
        await yvonne.OpenAsync("/me/profile");
        await Expect(yvonne.Button("1 thing waits for your approval")).ToHaveCountAsync(0);

        await web.RenamingAsync(await web.SignInAsync(administrator), renamed.Id, "Sam After");
        await yvonne.Button("1 thing waits for your approval").ClickAsync();
        await yvonne.Row("Sam Before").GetByRole(AriaRole.Link).First.ClickAsync();
        var change = yvonne.Row("Sam After");
        await Expect(change).ToContainTextAsync("Sam Before");
        (await Axe.ViolationsAsync(yvonne.Page)).ShouldBeEmpty();
        (await NameAsync(renamed.Id)).ShouldBe("Sam Before");

        await yvonne.Button("Approve and run").ClickAsync();
        await Expect(yvonne.Page.GetByText("Done", new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(yvonne.Button("1 thing waits for your approval")).ToHaveCountAsync(0);
        (await NameAsync(renamed.Id)).ShouldBe("Sam After");
        await yvonne.OpenAsync("/admin/audit?face=mcp&action=identity.user.updated");
        await Expect(yvonne.Row("Sam After").First).ToContainTextAsync("Yvonne Yes");
    }

    [Fact]
    public async Task Other_arguments_can_be_given_before_a_no_and_after_the_no_nothing_happens()
    {
        var administrator = await web.AdministratorPersonAsync("Norbert No");
        var spared = await web.PersonAsync(name: "Robin Spared");
        var id = await web.ApprovalAsync(
            await web.SignInAsync(administrator),
            "identity_users_lock",
            new { id = spared.Id, reason = "Lost phone" }
        );
        await using var norbert = await web.VisitAsAsync(administrator);
        await norbert.OpenAsync($"/approvals/{id}");
        await norbert.Button("Change arguments").ClickAsync();
        await norbert.Page.GetByLabel("reason").FillAsync("Left the company");
        await norbert.Button("Save arguments").ClickAsync();
        await Expect(norbert.Row("Left the company")).ToBeVisibleAsync();

        await norbert.Button("Reject").ClickAsync();
        var dialog = norbert.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync("Still works here");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();
        await Expect(norbert.Page.GetByText("Still works here")).ToBeVisibleAsync();
        await Expect(norbert.Button("Approve and run")).ToHaveCountAsync(0);
        (await web.Database.ReadAsync<string>("select status from identity.users where id = $1", spared.Id)).ShouldBe("Active");
    }
}
