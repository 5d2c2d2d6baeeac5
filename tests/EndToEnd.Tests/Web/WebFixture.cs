using Microsoft.Playwright;

namespace SmartAI.EndToEnd.Tests.Web;

/// <summary>An installation of the class's own that serves the built web app, and one browser to visit it with.</summary>
public sealed class WebFixture : PlatformFixture, IAsyncLifetime
{
    private readonly Lazy<Task<IBrowser>> _chromium = new(Chromium.LaunchAsync);
    private readonly DirectoryInfo _backups = Directory.CreateTempSubdirectory("smartai-web-");

    /// <summary>The address that people use: links in mails hold it too.</summary>
    internal string Address => $"http://localhost:{Node.Address.Port}";

    /// <summary>The way to a page in the repository, from wherever the tests run.</summary>
    internal static string Root { get; } = FindRoot();

    /// <summary>Somebody who opens a browser window of their own.</summary>
    internal async Task<Visitor> VisitAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = Address;
        options.Locale ??= "en-GB";
        options.ViewportSize ??= new ViewportSize { Width = 1280, Height = 900 };
        return await Visitor.ArriveAsync(await (await _chromium.Value).NewContextAsync(options), Address);
    }

    /// <summary>Somebody who has signed in before they open the first page.</summary>
    internal async Task<Visitor> VisitAsAsync(Person person, BrowserNewContextOptions? options = null)
    {
        var visitor = await VisitAsync(options);
        await BringSessionAsync(visitor.Context, person);
        return visitor;
    }

    /// <summary>Signs in over HTTP and hands the cookie to a browser.</summary>
    internal async Task BringSessionAsync(IBrowserContext context, Person person)
    {
        var browser = await SignInAsync(person);
        await context.AddCookiesAsync(
            browser
                .Cookies.GetAllCookies()
                .Select(c => new Microsoft.Playwright.Cookie
                {
                    Name = c.Name,
                    Value = c.Value,
                    Url = Address,
                    HttpOnly = true,
                    SameSite = SameSiteAttribute.Lax,
                })
        );
    }

    /// <summary>A new administrator, in the database only.</summary>
    internal Task<Person> AdministratorPersonAsync(string name = "Ada Admin") =>
        PersonAsync(roles: ["administrator", "member"], email: $"{name.Split(' ')[0].ToLowerInvariant()}@example.org", name: name);

    /// <inheritdoc/>
    protected override void Configure(Dictionary<string, string?> settings)
    {
        settings["Web_Root"] = Path.Combine(Root, "web", "dist");
        settings["Backup:To"] = _backups.FullName;
    }

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        if (!File.Exists(Path.Combine(Root, "web", "dist", "index.html")))
            throw new FileNotFoundException("The web app is not built, and these tests look at it. Run: make build");
        await InitializeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        if (_chromium.IsValueCreated)
            await (await _chromium.Value).CloseAsync();
        await DisposeAsync();
        _backups.Delete(recursive: true);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "SmartAI.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException("These tests need the built web app of the repository: run them from inside it.");
    }
}
