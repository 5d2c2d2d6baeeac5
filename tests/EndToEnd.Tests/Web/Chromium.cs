using Microsoft.Playwright;

namespace SmartAI.EndToEnd.Tests.Web;

/// <summary>The machine's own Chromium, driven by the Playwright that comes in its package: nothing is downloaded.</summary>
internal static class Chromium
{
    internal const string Variable = "SMARTAI_TEST_CHROMIUM";

    private static readonly string[] Arguments =
    [
        // Root has no user namespaces to build a sandbox with, and the tests visit nothing but their own server.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // A page here lives for a second: compiling its code a second and third time was a quarter of all that the browser did.
        "--js-flags=--no-opt --no-maglev",
    ];

    private static readonly Lazy<Task<IPlaywright>> Driver = new(Playwright.CreateAsync);

    internal static async Task<IBrowser> LaunchAsync()
    {
        var path = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : "/usr/bin/chromium";
        if (!File.Exists(path))
            throw new FileNotFoundException(
                $"There is no Chromium at {path}. Install it (Debian: apt-get install chromium), or name one in {Variable}."
            );
        var playwright = await Driver.Value;
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments });
    }
}
