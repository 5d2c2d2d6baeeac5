using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace SmartAI.EndToEnd.Tests;

public sealed class NotificationTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task The_bell_of_an_open_page_tells_at_once_and_falls_silent_once_it_is_read()
    {
        var person = await web.PersonAsync(name: "Bell Listener");
        await using var listener = await web.VisitAsAsync(person);
        await listener.OpenAsync("/me/profile");
        var bell = listener.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Notifications") });
        await Expect(bell).ToBeVisibleAsync();

        // In another browser, while nothing is done in this one.
        await web.TokenAsync(await web.SignInAsync(person), "identity.users.read");
        await Expect(listener.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("[1-9] unread$") })).ToBeVisibleAsync();

        await bell.ClickAsync();
        var latest = listener.Page.GetByRole(AriaRole.Dialog, new() { Name = "Notifications" });
        await Expect(latest.GetByText("An access token was made for your account")).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(listener.Page)).ShouldBeEmpty();
        await latest.GetByRole(AriaRole.Button, new() { Name = "Mark all as read" }).ClickAsync();
        await listener.Page.Keyboard.PressAsync("Escape");
        await Expect(listener.Button("Notifications")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Somebody_chooses_what_they_are_told_of_and_how_but_not_whether_their_account_is_protected()
    {
        var person = await web.PersonAsync(name: "Choosy Reader");
        await using var reader = await web.VisitAsAsync(person);
        await reader.OpenAsync("/me/notifications");
        await Expect(reader.Row("Account locked").GetByRole(AriaRole.Combobox)).ToHaveCountAsync(0);
        await reader.Row("Somebody joined").GetByRole(AriaRole.Combobox).Last.SelectOptionAsync("In the digest");
        await reader.Field("Digest comes at").FillAsync("06:30");
        await reader.Page.GetByLabel("Keep quiet hours").CheckAsync();
        await reader.Button("Save preferences").ClickAsync();
        await Expect(reader.Page.GetByText("Preferences saved")).ToBeVisibleAsync();

        await reader.OpenAsync("/me/notifications");
        await Expect(reader.Field("Digest comes at")).ToHaveValueAsync("06:30");
        await Expect(reader.Field("From")).ToHaveValueAsync("22:00");
    }

    [Fact]
    public async Task Operators_follow_a_mail_to_its_attempts_send_it_again_and_keep_webhooks_and_words()
    {
        var administrator = await web.AdministratorPersonAsync("Olga Operator");
        var locked = await web.PersonAsync(name: "Locked Out");
        await using var olga = await web.VisitAsAsync(administrator);
        var session = await web.SignInAsync(administrator);
        (await session.PostAsync($"/api/v1/users/{locked.Id}/lock", new { reason = "Test" })).ShouldBe(200);
        await web.MailsAsync(locked.Email);

        await olga.OpenAsync($"/admin/deliveries?userId={locked.Id}&status=delivered");
        var line = olga.Row("Account locked");
        await Expect(line).ToContainTextAsync("Delivered");
        await line.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(olga.Page.GetByText("Attempt 1")).ToBeVisibleAsync();
        await olga.Button("Send again").ClickAsync();
        await Expect(olga.Page.GetByText("Attempt 2")).ToBeVisibleAsync();

        await MakeWebhookAsync(olga);
        await WriteTemplateAsync(olga);
    }

    private static async Task MakeWebhookAsync(Visitor olga)
    {
        await olga.OpenAsync("/admin/webhooks");
        await olga.Button("Create webhook").First.ClickAsync();
        var dialog = olga.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("Operations");
        await dialog.GetByLabel("Address to call").FillAsync("https://hooks.example.org/smartai");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create webhook" }).ClickAsync();
        await Expect(dialog.GetByText("whsec_")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "I have stored it" }).ClickAsync();
        await olga.Link("Operations").ClickAsync();
        await olga.Button("New secret").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "New secret" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "I have stored it" }).ClickAsync();
        await Expect(olga.Page.GetByText("whsec_")).ToHaveCountAsync(0);
    }

    private static async Task WriteTemplateAsync(Visitor olga)
    {
        await olga.OpenAsync("/admin/templates/identity.person_joined/en");
        await olga.Field("Subject").FillAsync("Welcome, {name}");
        await Expect(olga.Page.GetByText("Welcome, Sam Rivera")).ToBeVisibleAsync();
        await olga.Button("Save words").ClickAsync();
        await Expect(olga.Page.GetByText("Words saved")).ToBeVisibleAsync();
        await olga.Button("Send me a test").ClickAsync();
        await Expect(olga.Page.GetByText("Test mail is on its way to you")).ToBeVisibleAsync();
    }
}
