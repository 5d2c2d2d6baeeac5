using Microsoft.Playwright;

namespace SmartAI.EndToEnd.Tests.Web;

/// <summary>
/// The machine's own Chromium, driven by the Playwright that comes in its package: nothing is downloaded. The short form takes the build without windows
/// where there is one, for a third less processor time (docs/decisions/0051); the full form takes the browser that people have.
/// </summary>
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
        string[] names =
            Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? [named]
            : Form.IsFull ? ["chromium"]
            : ["chromium-headless-shell", "chromium"];
        var path =
            names.Select(OnPath).FirstOrDefault(found => found is not null)
            ?? throw new FileNotFoundException(
                $"There is no {names[^1]}. Install it (Debian: apt-get install chromium), or name one in {Variable}."
            );
        var playwright = await Driver.Value;
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = Arguments });
    }

    /// <summary>Where a program is: a path is its own, a name is looked for as a shell does.</summary>
    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
