using System.Collections.Concurrent;
using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace SmartAI.EndToEnd.Tests;

public sealed class ManyTabsTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task Eight_tabs_share_one_stream_of_events_and_all_of_them_are_told()
    {
        var person = await web.PersonAsync(name: "Tab Keeper");
        await using var keeper = await web.VisitAsAsync(person);
        // A tab may ask again, as it does where the node itself was cut off from the database; which tabs are answered is the point.
        var streaming = new ConcurrentQueue<IPage>();
        var takenOver = new TaskCompletionSource();
        keeper.Context.Response += (_, response) =>
        {
            if (!response.Url.EndsWith("/api/v1/events", StringComparison.Ordinal))
                return;
            streaming.Enqueue(response.Frame.Page);
            if (streaming.Distinct().Count() == 2)
                takenOver.TrySetResult();
        };

        var tabs = new List<IPage> { keeper.Page };
        while (tabs.Count < 8)
            tabs.Add(await keeper.Context.NewPageAsync());
        foreach (var tab in tabs)
            await keeper.OpenAsync("/me/profile", tab);
        await HoldersAsync(tabs[1], held: 1, waiting: 7);
        streaming.Distinct().ShouldHaveSingleItem().ShouldBe(tabs[0]);

        // The tab that holds the stream goes; the next in the queue takes over.
        await tabs[0].CloseAsync();
        await HoldersAsync(tabs[1], held: 1, waiting: 6);
        await takenOver.Task.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        var administrator = await web.AdministratorAsync();
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", new { reason = "Test" })).ShouldBe(200);
        foreach (var tab in tabs.Skip(1))
            await Expect(tab.GetByRole(AriaRole.Status).Filter(new() { HasText = "An administrator locked this account." }))
                .ToBeVisibleAsync();
    }

    private static async Task HoldersAsync(IPage tab, int held, int waiting) =>
        await tab.WaitForFunctionAsync(
            """
            ([held, waiting]) => navigator.locks.query().then(locks =>
                locks.held.filter(l => l.name === 'smartai-events').length === held && locks.pending.filter(l => l.name === 'smartai-events').length === waiting)
            """,
            new[] { held, waiting }
        );
}
