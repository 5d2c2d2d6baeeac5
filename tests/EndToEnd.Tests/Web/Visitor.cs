using System.Collections.Concurrent;
using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace SmartAI.EndToEnd.Tests.Web;

/// <summary>
/// One person with a browser window. Whatever they do: a report of the content security policy, a request to any other origin, an exception in a page or an
/// error on its console fails the test when they leave.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly string _address;

    private Visitor(IBrowserContext context, IPage page, string address) => (Context, Page, _address) = (context, page, address);

    internal IBrowserContext Context { get; }

    internal IPage Page { get; }

    /// <summary>What went wrong behind the person's back so far.</summary>
    internal IReadOnlyCollection<string> Faults => _faults;

    internal static async Task<Visitor> ArriveAsync(IBrowserContext context, string address)
    {
        var patience = (float)Patience.Limit.TotalMilliseconds;
        context.SetDefaultTimeout(patience);
        SetDefaultExpectTimeout(patience);
        await context.AddInitScriptAsync(
            "addEventListener('securitypolicyviolation', v => console.error(`policy: ${v.effectiveDirective} refused ${v.blockedURI} on ${v.documentURI}`), true)"
        );
        // Listening begins before there is a page: the first one must not get away.
        var early = new ConcurrentQueue<Action<Visitor>>();
        Visitor? visitor = null;
        void Note(Action<Visitor> note)
        {
            if (visitor is null)
                early.Enqueue(note);
            else
                note(visitor);
        }

        context.Console += (_, message) => Note(v => v.Heard(message));
        context.Request += (_, request) => Note(v => v.Asked(request.Url));
        context.WebError += (_, error) => Note(v => v._faults.Enqueue($"exception: {error.Error}"));
        visitor = new Visitor(context, await context.NewPageAsync(), address);
        while (early.TryDequeue(out var note))
            note(visitor);
        return visitor;
    }

    /// <summary>Opens a page of the web app and waits until it has settled: its heading is there and nothing is loading.</summary>
    internal async Task OpenAsync(string path, IPage? page = null)
    {
        page ??= Page;
        await page.GotoAsync(path);
        await SettleAsync(page);
    }

    /// <summary>Opens a page, and waits for what opens beside its list.</summary>
    internal async Task OpenAsync(Place place)
    {
        await Page.GotoAsync(place.Path);
        await SettleAsync(place);
    }

    /// <summary>
    /// Goes on to a page from within the app, as a link does: a fifth of the work of <see cref="OpenAsync(Place)"/>, for the browser keeps what it has. The
    /// first page is opened by its address, and in the full form each is.
    /// </summary>
    internal async Task GoOnAsync(Place place, bool isFirst)
    {
        if (isFirst || Form.IsFull)
        {
            await OpenAsync(place);
            return;
        }

        await Page.EvaluateAsync("path => history.pushState(null, '', path)", place.Path);
        // The page before stays in sight until the router has what it needs; nothing else tells the two apart.
        await Page.WaitForFunctionAsync(
            """
            () => {
                const { status, location, resolvedLocation } = __TSR_ROUTER__.state;
                return status === 'idle' && resolvedLocation?.href === location.href;
            }
            """
        );
        await SettleAsync(place);
    }

    private async Task SettleAsync(Place place)
    {
        await SettleAsync(Page);
        if (place.IsPanel)
            await Expect(Page.Locator("main section[aria-labelledby]").First).ToBeVisibleAsync();
        await Expect(Page.Locator("[aria-busy=true], [data-loading]")).ToHaveCountAsync(0);
    }

    private static async Task SettleAsync(IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First).ToBeVisibleAsync();
        await Expect(page.Locator("[aria-busy=true], [data-loading]")).ToHaveCountAsync(0);
    }

    /// <summary>Fills in the form on the sign-in page.</summary>
    internal async Task SignInAsync(string email, string password)
    {
        await Field("Email address").FillAsync(email);
        await Field("Password").FillAsync(password);
        await Button("Sign in").ClickAsync();
    }

    internal ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    internal ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    internal ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    internal ILocator Heading(string text) => Page.GetByRole(AriaRole.Heading, new() { Name = text, Exact = true });

    /// <summary>The row of a list that holds the text.</summary>
    internal ILocator Row(string text) => Page.GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    public async ValueTask DisposeAsync()
    {
        await Context.CloseAsync();
        _faults.ShouldBeEmpty();
    }

    private void Heard(IConsoleMessage message)
    {
        // A refusal that a test brings about is logged by the browser itself; the test looks at what the page makes of it.
        if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            _faults.Enqueue($"console: {message.Text}");
    }

    private void Asked(string url)
    {
        if (
            !url.StartsWith(_address + "/", StringComparison.Ordinal)
            && !url.StartsWith("data:", StringComparison.Ordinal)
            && !url.StartsWith("blob:", StringComparison.Ordinal)
        )
            _faults.Enqueue($"request to another origin: {url}");
    }
}
