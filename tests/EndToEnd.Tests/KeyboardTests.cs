using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace SmartAI.EndToEnd.Tests;

/// <summary>Nothing here touches a mouse.</summary>
public sealed class KeyboardTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task A_person_signs_in_and_locks_somebody_with_the_keyboard_alone()
    {
        var administrator = await web.AdministratorPersonAsync();
        await web.PersonAsync(name: "Bob Byrne");
        await using var ada = await web.VisitAsync();
        var keys = ada.Page.Keyboard;

        await ada.OpenAsync("/sign-in");
        await TabToAsync(ada, ada.Field("Email address"));
        await keys.TypeAsync(administrator.Email);
        await TabToAsync(ada, ada.Field("Password"));
        await keys.TypeAsync(PlatformFixture.Password);
        await keys.PressAsync("Enter");
        await Expect(ada.Button("Account menu of Ada Admin")).ToBeVisibleAsync();

        await keys.PressAsync("Control+k");
        await Expect(ada.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await keys.TypeAsync("people");
        await Expect(ada.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync("People");
        await keys.PressAsync("Enter");
        await Expect(ada.Heading("People")).ToBeVisibleAsync();

        var (bob, ownRow) = (
            ada.Link("Bob Byrne").Or(ada.Page.GetByRole(AriaRole.Link, new() { Name = "Bob Byrne" })).First,
            ada.Page.GetByRole(AriaRole.Link, new() { Name = "Ada Admin" }).First
        );
        await TabToAsync(ada, bob);
        await keys.PressAsync("ArrowDown");
        await Expect(ownRow).ToBeFocusedAsync();
        await keys.PressAsync("ArrowUp");
        await Expect(bob).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await Expect(ada.Heading("Bob Byrne")).ToBeFocusedAsync();

        await TabToAsync(ada, ada.Button("Lock account"));
        await keys.PressAsync("Enter");
        var dialog = ada.Page.GetByRole(AriaRole.Dialog);
        await TabToAsync(ada, dialog.GetByLabel("Reason"));
        await keys.TypeAsync("On leave");
        await TabToAsync(ada, dialog.GetByRole(AriaRole.Button, new() { Name = "Lock account" }));
        await keys.PressAsync("Enter");
        await Expect(ada.Row("Bob Byrne")).ToContainTextAsync("Locked");

        // Escape closes the panel and leads back to the row it came from.
        await TabToAsync(ada, ada.Button("Unlock account"));
        await keys.PressAsync("Escape");
        await Expect(bob).ToBeFocusedAsync();
    }

    /// <summary>Presses Tab until the wanted element has the focus, as a person would who sees the ring move.</summary>
    private static async Task TabToAsync(Visitor visitor, ILocator wanted)
    {
        await Expect(wanted).ToBeVisibleAsync();
        for (var presses = 0; presses < 60; presses++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await visitor.Page.Keyboard.PressAsync("Tab");
        }

        throw new ShouldAssertException($"Sixty presses of Tab do not lead to {wanted}.");
    }
}
