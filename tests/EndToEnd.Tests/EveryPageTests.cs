using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Pages;
using SmartAI.EndToEnd.Tests.Web;

namespace SmartAI.EndToEnd.Tests;

/// <summary>What holds on every page. Requests elsewhere and reports of the security policy are watched by <see cref="Visitor"/> besides.</summary>
public abstract class EveryPageTests(WebFixture web)
{
    private protected async Task OnEveryPageAsync(BrowserNewContextOptions options, Func<Visitor, Place, Task<IEnumerable<string>>> look)
    {
        var (administrator, inside) = await web.FurnishAsync();
        await using var visitor = await web.VisitAsync(options);
        var found = new List<string>();
        foreach (var place in Place.Open.Concat(inside))
        {
            if (place == inside[0])
                await web.BringSessionAsync(visitor.Context, administrator);
            await visitor.GoOnAsync(place, isFirst: place == Place.Open[0] || place == inside[0]);
            found.AddRange((await look(visitor, place)).Select(problem => $"{place.Name}: {problem}"));
        }

        found.ShouldBeEmpty();
    }
}

public sealed class DesktopPageTests(WebFixture web) : EveryPageTests(web), IClassFixture<WebFixture>
{
    [Fact]
    public Task No_page_is_hard_to_use_for_anybody_in_either_theme() =>
        OnEveryPageAsync(
            new() { ColorScheme = ColorScheme.Light },
            async (visitor, _) =>
            {
                var light = await Axe.ViolationsAsync(visitor.Page);
                await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
                await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
                var dark = await Axe.ColorViolationsAsync(visitor.Page);
                await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
                return [.. light, .. dark.Except(light).Select(violation => $"dark: {violation}")];
            }
        );
}

public sealed class PhonePageTests(WebFixture web) : EveryPageTests(web), IClassFixture<WebFixture>
{
    [Fact]
    public Task No_page_is_wider_than_a_phone() =>
        OnEveryPageAsync(
            new()
            {
                ViewportSize = new() { Width = 390, Height = 844 },
                IsMobile = true,
                HasTouch = true,
            },
            async (visitor, _) =>
            {
                var width = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                var axe = await Axe.ViolationsAsync(visitor.Page);
                return width > 390 ? [$"{width} pixels wide", .. axe] : axe;
            }
        );
}
