using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace SmartAI.EndToEnd.Tests;

public sealed class ThemeTests(WebFixture web) : IClassFixture<WebFixture>
{
    private const string Darkness =
        "document.body && getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).slice(0, 3).every(c => c < 60)";

    [Theory]
    [InlineData(ColorScheme.Dark, null, true)]
    [InlineData(ColorScheme.Light, null, false)]
    [InlineData(ColorScheme.Light, "dark", true)]
    [InlineData(ColorScheme.Dark, "light", false)]
    public async Task The_theme_stands_before_the_first_paint(ColorScheme system, string? choice, bool dark)
    {
        await using var visitor = await web.VisitAsync(new() { ColorScheme = system });
        if (choice is not null)
            await visitor.Context.AddInitScriptAsync($"localStorage.setItem('theme', '{choice}')");
        // The application never arrives: what is seen is what the page alone paints.
        await visitor.Context.RouteAsync("**/assets/*.js", route => route.AbortAsync());

        await visitor.Page.GotoAsync("/sign-in", new() { WaitUntil = WaitUntilState.Load });

        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", dark ? "dark" : "light");
        (await visitor.Page.EvaluateAsync<bool>(Darkness)).ShouldBe(dark);
    }

    [Fact]
    public async Task A_chosen_theme_is_kept_and_follows_the_person()
    {
        var person = await web.PersonAsync();
        await using var visitor = await web.VisitAsAsync(person, new() { ColorScheme = ColorScheme.Light });
        await visitor.OpenAsync("/");
        await visitor.Button($"Account menu of {person.Name}").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Dark" }).ClickAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(visitor.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Dark" })).ToHaveAttributeAsync("aria-checked", "true");

        await using var elsewhere = await web.VisitAsAsync(person, new() { ColorScheme = ColorScheme.Light });
        await elsewhere.OpenAsync("/");
        await Expect(elsewhere.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }
}
