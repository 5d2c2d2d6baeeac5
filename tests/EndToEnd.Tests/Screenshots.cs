using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Pages;
using SmartAI.EndToEnd.Tests.Web;

namespace SmartAI.EndToEnd.Tests;

/// <summary>Run by <c>make screenshots</c> only: pictures of every page for people to look at, in the folder that <c>SMARTAI_SCREENSHOTS</c> names.</summary>
public sealed class Screenshots(WebFixture web) : IClassFixture<WebFixture>
{
    [Fact(Explicit = true)]
    public async Task Every_page_at_two_widths_and_in_two_themes()
    {
        var folder = Environment.GetEnvironmentVariable("SMARTAI_SCREENSHOTS") is { Length: > 0 } named
            ? named
            : Path.Combine(WebFixture.Root, "screenshots");
        await Demo.FillAsync(web.Node.Services, 120, TestContext.Current.CancellationToken);
        var (administrator, inside) = await web.FurnishAsync();
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        foreach (var (width, height) in new[] { (390, 844), (1440, 900) })
        {
            await using var visitor = await web.VisitAsync(
                new()
                {
                    ColorScheme = theme,
                    ViewportSize = new() { Width = width, Height = height },
                }
            );
            foreach (var place in Place.Open.Concat(inside))
            {
                if (place == inside[0])
                    await web.BringSessionAsync(visitor.Context, administrator);
                await visitor.OpenAsync(place);
                await TakeAsync(place.Name, fullPage: width < 400);
            }
            await visitor.OpenAsync("/");
            await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Notifications") }).ClickAsync();
            await visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Listitem).First.WaitForAsync();
            await TakeAsync("bell", fullPage: false);

            async Task TakeAsync(string name, bool fullPage)
            {
                foreach (var frame in visitor.Page.Frames)
                    await frame.WaitForLoadStateAsync();
                await visitor.Page.EvaluateAsync("Promise.allSettled(document.getAnimations().map(a => a.finished))");
                var file = $"{name}-{width}-{theme.ToString().ToLowerInvariant()}.png";
                await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, file), FullPage = fullPage });
            }
        }
    }
}
