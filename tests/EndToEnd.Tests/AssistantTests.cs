using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Pages;
using SmartAI.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace SmartAI.EndToEnd.Tests;

/// <summary>The assistant without a model, as people meet it.</summary>
public sealed class AssistantTests(WebFixture web) : IClassFixture<WebFixture>
{
    private const string Message = "Message to the assistant";

    private Task<string?> StatusAsync(Guid person) =>
        web.Database.ReadAsync<string?>("select status from identity.users where id = $1", person);

    private static async Task SayAsync(Visitor by, string text)
    {
        await by.Field(Message).FillAsync(text);
        await by.Field(Message).PressAsync("Enter");
    }

    [Fact]
    public async Task What_is_asked_for_in_words_happens_after_a_yes_to_the_exact_change_and_is_in_the_trail_as_the_assistants()
    {
        var administrator = await web.AdministratorPersonAsync("Olga Order");
        var sam = await web.PersonAsync(name: "Sam Sentinel");
        await using var olga = await web.VisitAsAsync(administrator);
        await olga.OpenAsync("/assistant");
        await Expect(olga.Page.GetByText("No AI model is configured")).ToBeVisibleAsync();
        await Expect(olga.Link("Add a provider")).ToBeVisibleAsync();

        await SayAsync(olga, $"lock the account of {sam.Email}");
        await olga.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Lock an account") }).ClickAsync();
        var form = olga.Page.GetByRole(AriaRole.Dialog);
        await Expect(form.GetByRole(AriaRole.Radio, new() { NameRegex = new("Sam Sentinel") })).ToBeCheckedAsync();
        (await Axe.ViolationsAsync(olga.Page)).ShouldBeEmpty();
        await form.GetByLabel("Reason").FillAsync("Lost phone");
        await form.GetByRole(AriaRole.Button, new() { Name = "Show what it will do" }).ClickAsync();

        await Expect(olga.Row("Lost phone")).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(olga.Page)).ShouldBeEmpty();
        (await StatusAsync(sam.Id)).ShouldBe("Active");
        await olga.Button("Approve and run").ClickAsync();
        await Expect(olga.Page.Locator("summary", new() { HasText = "Lock an account" }).Filter(new() { HasText = "Done" }))
            .ToBeVisibleAsync();
        (await StatusAsync(sam.Id)).ShouldBe("Locked");

        await olga.Page.ReloadAsync();
        await Expect(olga.Page.GetByText($"lock the account of {sam.Email}").Last).ToBeVisibleAsync();
        await olga.OpenAsync("/admin/audit?face=assistant&action=identity.user.locked");
        await Expect(olga.Row("Sam Sentinel").First).ToContainTextAsync("Olga Order");
    }

    [Fact]
    public async Task A_no_changes_nothing_and_is_told_where_it_was_asked_for()
    {
        var administrator = await web.AdministratorPersonAsync("Nora Never");
        var spared = await web.PersonAsync(name: "Robin Spared");
        await using var nora = await web.VisitAsAsync(administrator);
        await nora.OpenAsync("/assistant");
        await nora.Button("Choose a tool").ClickAsync();
        await nora.Field("Search tools").FillAsync("lock an");
        await nora.Button("Lock an account").ClickAsync();
        var form = nora.Page.GetByRole(AriaRole.Dialog);
        await form.GetByLabel("Which one", new() { Exact = true }).FillAsync("Robin Spared");
        await form.GetByText(spared.Email).ClickAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Show what it will do" }).ClickAsync();
        await nora.Button("Reject").ClickAsync();
        await nora.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Reject" }).ClickAsync();

        await Expect(nora.Page.GetByText("Somebody said no. Nothing was changed.")).ToBeVisibleAsync();
        (await StatusAsync(spared.Id)).ShouldBe("Active");
    }

    [Fact]
    public async Task A_question_finds_the_place_in_the_documentation_and_the_conversation_is_found_again()
    {
        await web.Database.UntilAsync(1L, "select count(*) from assistant.knowledge_sources");
        var member = await web.PersonAsync(name: "Quentin Question");
        await using var quentin = await web.VisitAsAsync(member);
        await quentin.OpenAsync("/assistant");
        await Expect(quentin.Button("Lock an account")).ToHaveCountAsync(0);
        await Expect(quentin.Link("Add a provider")).ToHaveCountAsync(0);

        await quentin.Button("How do I end a session on a lost phone?").ClickAsync();
        var place = quentin.Page.GetByRole(AriaRole.Article).GetByRole(AriaRole.Listitem).GetByRole(AriaRole.Button).First;
        await place.ClickAsync();
        var dialog = quentin.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("members/").First).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(quentin.Page)).ShouldBeEmpty();
        await quentin.Page.Keyboard.PressAsync("Escape");

        await quentin.Button("More for this conversation").ClickAsync();
        await quentin.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Rename" }).ClickAsync();
        await quentin.Page.GetByRole(AriaRole.Dialog).GetByLabel("Name").FillAsync("Lost telephones");
        await quentin.Page.Keyboard.PressAsync("Enter");
        await Expect(quentin.Heading("Lost telephones")).ToBeVisibleAsync();
        await quentin.OpenAsync("/assistant");
        await quentin.Field("Search conversations").FillAsync("telephones");
        await quentin.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Lost telephones") }).ClickAsync();
        await Expect(quentin.Page.GetByText("How do I end a session on a lost phone?")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nobody_reads_what_somebody_else_said()
    {
        var owner = await web.SignedInAsync();
        var conversation = await owner.ConversationAsync("a zebra is secret");
        await using var stranger = await web.VisitAsAsync(await web.AdministratorPersonAsync("Stan Stranger"));

        await stranger.Page.GotoAsync($"/assistant/{conversation}");

        await Expect(stranger.Page.GetByText("There is no such conversation any more.")).ToBeVisibleAsync();
        await Expect(stranger.Page.GetByText("zebra")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Beside_any_page_it_answers_while_the_page_stays_and_goes_on_as_a_page()
    {
        var member = await web.PersonAsync(name: "Paula Panel");
        await using var paula = await web.VisitAsAsync(member);
        await paula.OpenAsync("/me/profile");
        await paula.Button("Ask the assistant").ClickAsync();
        var panel = paula.Page.GetByRole(AriaRole.Complementary);
        await Expect(panel.GetByLabel(Message)).ToBeFocusedAsync();
        await SayAsync(paula, "show my sessions");
        await Expect(panel.GetByRole(AriaRole.Article).Nth(1)).ToBeVisibleAsync();
        await Expect(panel.GetByText("Found by words")).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(paula.Page)).ShouldBeEmpty();

        await panel.GetByRole(AriaRole.Button, new() { Name = "Open as a page" }).ClickAsync();
        await Expect(panel).ToHaveCountAsync(0);
        await Expect(paula.Heading("show my sessions")).ToBeVisibleAsync();
        await Expect(paula.Page.GetByRole(AriaRole.Article).Nth(1)).ToBeVisibleAsync();
    }
}
