using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Pages;
using SmartAI.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace SmartAI.EndToEnd.Tests;

public sealed class LanguageTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Theory]
    [InlineData("en-GB", "en")]
    [InlineData("es-MX", "es")]
    [InlineData("fr-CA", "fr")]
    public async Task A_visitor_is_met_in_a_language_that_they_read(string locale, string language)
    {
        await using var visitor = await web.VisitAsync(new() { Locale = locale });
        foreach (var place in Place.Open)
        {
            await visitor.GoOnAsync(place, isFirst: place == Place.Open[0]);
            await ReadsAsync(visitor, place, language);
        }
    }

    [Fact]
    public async Task Whoever_reads_none_of_our_languages_is_met_in_english()
    {
        await using var visitor = await web.VisitAsync(new() { Locale = "ja-JP" });
        await visitor.OpenAsync("/sign-in");
        await ReadsAsync(visitor, Place.Open[0], "en");
    }

    [Theory]
    [InlineData("Español", "es")]
    [InlineData("Français", "fr")]
    public async Task A_person_changes_the_language_and_finds_it_again_elsewhere(string name, string language)
    {
        var person = await web.PersonAsync(roles: ["administrator", "member"], name: $"Reader of {name}");
        var shown = await web.FurnitureAsync(await web.SignInAsync(person), person.Id);
        await using var visitor = await web.VisitAsAsync(person);
        await visitor.OpenAsync("/");
        await visitor.Button($"Account menu of {person.Name}").ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = name }).ClickAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await Expect(visitor.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = name })).ToHaveAttributeAsync("aria-checked", "true");

        // Another browser, set to English: the choice is the person's, not the machine's.
        await using var elsewhere = await web.VisitAsAsync(person);
        // The short form reads every other page in one language and the rest in the other.
        var inside = Place.Inside(shown).Where((_, i) => Form.IsFull || i % 2 == (language == "es" ? 0 : 1)).ToList();
        foreach (var place in inside)
        {
            await elsewhere.GoOnAsync(place, isFirst: place == inside[0]);
            await ReadsAsync(elsewhere, place, language);
        }
    }

    private static async Task ReadsAsync(Visitor visitor, Place place, string language)
    {
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        if (place.Folder is not null)
            await Expect(visitor.Heading(Texts.Of(place.Folder, place.Title, language))).ToBeVisibleAsync();
        // Codes stand on some pages on purpose, marked as code; a key anywhere else is a text that is missing.
        var shown = await visitor.Page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('body *')].filter(e => !e.closest('code, pre, script, style')).flatMap(e =>
                [...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()), e.ariaLabel, e.title, e.placeholder].filter(Boolean))
            """
        );
        shown.Where(text => Texts.Keys.Contains(text)).ShouldBeEmpty($"{place.Name} in {language}");
    }
}
