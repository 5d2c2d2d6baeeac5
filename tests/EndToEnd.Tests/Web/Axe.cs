using System.Text.Json;
using Microsoft.Playwright;

namespace SmartAI.EndToEnd.Tests.Web;

/// <summary>axe-core (Deque) on a page as it stands. It is handed over by the browser's debugger, so the page's own policy stays as strict as it is.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() =>
        File.ReadAllText(Path.Combine(WebFixture.Root, "web", "node_modules", "axe-core", "axe.min.js"))
    );

    /// <summary>What is wrong by every rule.</summary>
    internal static Task<IReadOnlyList<string>> ViolationsAsync(IPage page) => ViolationsAsync(page, []);

    /// <summary>What is wrong with the colours: all that a theme can change of a page that was looked at whole before.</summary>
    internal static Task<IReadOnlyList<string>> ColorViolationsAsync(IPage page) =>
        ViolationsAsync(page, ["color-contrast", "link-in-text-block"]);

    private static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, string[] rules)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Source.Value);
        // What moves has no colour to measure yet.
        await page.EvaluateAsync("Promise.allSettled(document.getAnimations().map(a => a.finished))");
        var found = await page.EvaluateAsync<JsonElement>(
            """
            rules => axe.run(document, { resultTypes: ['violations'], ...(rules.length && { runOnly: rules }) }).then(({ violations }) => violations.flatMap(
                ({ id, help, nodes }) => nodes.map(({ html, any }) => `${id} (${help}): ${html} ${any.map(({ message }) => message).join('; ')}`)))
            """,
            rules
        );
        return [.. found.EnumerateArray().Select(v => v.GetString()!)];
    }
}
