using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace SmartAI.EndToEnd.Tests;

/// <summary>The first day of an installation, as its first two people live it.</summary>
public sealed class WalkTests(WebFixture web) : IClassFixture<WebFixture>
{
    private const string AdaPassword = "correct horse battery staple";
    private const string BobPassword = "purple monkey dishwasher 9";

    [Fact]
    public async Task From_the_one_time_link_to_a_locked_person_and_the_trail_of_it_all()
    {
        await using var ada = await web.VisitAsync();
        await BecomeAdministratorAsync(ada);

        await using var bob = await web.VisitAsync();
        await SignUpAsync(bob);
        await ConfirmByMailAsync(bob);
        await bob.SignInAsync("bob@example.org", BobPassword);
        await Expect(bob.Button("Account menu of Bob Byrne")).ToBeVisibleAsync();

        await FindAndLockAsync(ada);

        // Bob's page is told at once; nobody has touched it.
        await Expect(bob.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "An administrator locked this account." }))
            .ToBeVisibleAsync();
        await Expect(bob.Heading("Sign in")).ToBeVisibleAsync();
        await bob.SignInAsync("bob@example.org", "not the right password");
        await Expect(bob.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The email address or the password is wrong.");
        await bob.SignInAsync("bob@example.org", BobPassword);
        await Expect(bob.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("An administrator locked this account. Ask them to unlock it.");

        await ReadTrailAsync(ada);
        web.Node.Log.Errors.ShouldBeEmpty();
        web.Node.Log.Text.ShouldNotContain(BobPassword);
    }

    private async Task BecomeAdministratorAsync(Visitor ada)
    {
        var link = string.Join('\n', web.Node.FirstLines).Split().Single(word => word.StartsWith("http", StringComparison.Ordinal));
        await ada.OpenAsync(link);
        await ada.Field("Your name").FillAsync("Ada Admin");
        await ada.Field("Email address").FillAsync("ada@example.org");
        await ada.Field("Password").FillAsync(AdaPassword);
        await ada.Button("Create administrator").ClickAsync();
        await Expect(ada.Button("Account menu of Ada Admin")).ToBeVisibleAsync();

        // The link worked once.
        await using var late = await web.VisitAsync();
        await late.OpenAsync(link);
        await Expect(late.Heading("This installation is set up")).ToBeVisibleAsync();
    }

    private static async Task SignUpAsync(Visitor bob)
    {
        await bob.OpenAsync("/");
        await Expect(bob.Heading("Sign in")).ToBeVisibleAsync();
        await bob.Link("Sign up").ClickAsync();
        await bob.Field("Your name").FillAsync("Bob Byrne");
        await bob.Field("Email address").FillAsync("bob@example.org");
        await bob.Field("Password").FillAsync(BobPassword);
        await bob.Button("Create account").ClickAsync();
        await Expect(bob.Heading("Look in your inbox")).ToBeVisibleAsync();

        await bob.OpenAsync("/sign-in");
        await bob.SignInAsync("bob@example.org", BobPassword);
        await Expect(bob.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Confirm your email address first.");
    }

    private static async Task ConfirmByMailAsync(Visitor bob)
    {
        await bob.Link("Development mails").ClickAsync();
        await bob.Page.GetByRole(AriaRole.Searchbox, new() { Name = "To" }).FillAsync("bob@example.org");
        await bob.Button("Filter").ClickAsync();
        var mail = bob.Page.GetByRole(AriaRole.Article);
        await Expect(mail).ToContainTextAsync("To bob@example.org");
        await mail.GetByRole(AriaRole.Link, new() { NameString = "/verify?token=" }).ClickAsync();
        await bob.Button("Confirm my address").ClickAsync();
        await Expect(bob.Heading("Your address is confirmed")).ToBeVisibleAsync();
        // The secret of the link stays in no address and so in no history.
        bob.Page.Url.ShouldNotContain("token");
        await bob.Link("Sign in").ClickAsync();
    }

    private static async Task FindAndLockAsync(Visitor ada)
    {
        await ada
            .Page.GetByRole(AriaRole.Navigation, new() { Name = "Main navigation" })
            .GetByRole(AriaRole.Link, new() { Name = "People" })
            .ClickAsync();
        await Expect(ada.Row("bob@example.org")).ToContainTextAsync("Active");
        await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Bob Byrne" }).ClickAsync();
        await ada.Button("Lock account").ClickAsync();
        var dialog = ada.Page.GetByRole(AriaRole.Dialog, new() { Name = "Lock the account of Bob Byrne?" });
        await dialog.GetByLabel("Reason").FillAsync("Lost laptop");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Lock account" }).ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Region, new() { Name = "Messages" })).ToContainTextAsync("Account of Bob Byrne locked");
        await Expect(ada.Row("bob@example.org")).ToContainTextAsync("Locked");
    }

    private static async Task ReadTrailAsync(Visitor ada)
    {
        await ada
            .Page.GetByRole(AriaRole.Navigation, new() { Name = "Main navigation" })
            .GetByRole(AriaRole.Link, new() { Name = "Audit" })
            .ClickAsync();
        await Expect(ada.Heading("Audit trail")).ToBeVisibleAsync();
        (string Who, string What, string Target)[] steps =
        [
            ("Ada Admin", "Set up the first administrator", "Ada Admin"),
            ("", "Signed up", "Bob Byrne"),
            ("", "Confirmed an email address", "Bob Byrne"),
            ("Bob Byrne", "Signed in", ""),
            ("Ada Admin", "Locked an account", "Bob Byrne"),
        ];
        foreach (var (who, what, target) in steps)
            await Expect(
                    ada.Row(what)
                        .Filter(new() { HasText = who })
                        .Filter(new() { HasText = target })
                        .Filter(new() { HasText = "127.0.0.1" })
                        .First
                )
                .ToBeVisibleAsync();
        await Expect(ada.Row("Sign in").Filter(new() { HasText = "Refused" }).First).ToBeVisibleAsync();

        await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Locked an account", Exact = true }).ClickAsync();
        var panel = ada.Page.GetByRole(AriaRole.Region, new() { Name = "Locked an account" });
        foreach (var fact in new[] { "Ada Admin", "Bob Byrne", "Succeeded", "Web app", "127.0.0.1", "Chrome", "identity.user.locked" })
            await Expect(panel).ToContainTextAsync(fact);
        var changes = panel.GetByRole(AriaRole.Table, new() { Name = "What changed" });
        await Expect(changes.GetByRole(AriaRole.Row).Filter(new() { HasText = "Status" })).ToContainTextAsync("ocked");
        await Expect(changes.GetByRole(AriaRole.Row).Filter(new() { HasText = "Reason of the lock" })).ToContainTextAsync("Lost laptop");
    }
}
