using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace SmartAI.EndToEnd.Tests;

public sealed class PeopleListTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task Administrators_filter_sort_page_and_export_people()
    {
        var administrator = await web.AdministratorPersonAsync();
        for (var number = 10; number < 70; number++)
            await web.PersonAsync(number % 20 == 0 ? "Locked" : "Active", email: $"someone{number}@example.org", name: $"Someone {number}");
        await using var ada = await web.VisitAsAsync(administrator);
        await ada.OpenAsync("/admin/people");
        var rows = ada.Page.Locator("tbody").GetByRole(AriaRole.Row);

        await PageAsync(ada, rows);
        await SortAsync(ada, rows);
        await FilterAsync(ada, rows);
        await ExportAsync(ada);
        await SearchAsync(ada, rows);
    }

    private static async Task PageAsync(Visitor ada, ILocator rows)
    {
        await Expect(rows).ToHaveCountAsync(50);
        await Expect(rows.First).ToContainTextAsync("Someone 69");
        await ada.Button("Next").ClickAsync();
        await Expect(rows).ToHaveCountAsync(11);
        await Expect(rows.Last).ToContainTextAsync("Ada Admin");
        await ada.Button("Previous").ClickAsync();
        await Expect(rows.First).ToContainTextAsync("Someone 69");
        await ada.Button("Count all").ClickAsync();
        await Expect(ada.Page.GetByText("61 rows in all")).ToBeVisibleAsync();
    }

    private static async Task SortAsync(Visitor ada, ILocator rows)
    {
        await ada.Button("Name").ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Name" })).ToHaveAttributeAsync("aria-sort", "ascending");
        await Expect(rows.First).ToContainTextAsync("Ada Admin");
        await ada.Button("Name").ClickAsync();
        await Expect(rows.First).ToContainTextAsync("Someone 69");
        ada.Page.Url.ShouldContain("sort=-displayName");
    }

    private static async Task FilterAsync(Visitor ada, ILocator rows)
    {
        await ada.Button("Add filter").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Status" }).ClickAsync();
        await ada.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Locked" }).CheckAsync();
        await ada.Page.Keyboard.PressAsync("Escape");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.First).ToContainTextAsync("Someone 60");
        ada.Page.Url.ShouldContain("status=locked");
        // The address is the whole state: what a colleague opens is what is seen here.
        await ada.Page.ReloadAsync();
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.First).ToContainTextAsync("Someone 60");
    }

    private static async Task ExportAsync(Visitor ada)
    {
        await ada.Button("Export").ClickAsync();
        var download = await ada.Page.RunAndWaitForDownloadAsync(() =>
            ada.Page.GetByRole(AriaRole.Menuitem, new() { Name = "CSV" }).ClickAsync()
        );
        download.SuggestedFilename.ShouldEndWith(".csv");
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        lines.Length.ShouldBe(4);
        lines[0].ShouldContain("email");
        lines[0].ShouldContain("status");
        string.Join('\n', lines[1..])
            .ShouldSatisfyAllConditions(
                csv =>
                    csv.IndexOf("someone60@example.org", StringComparison.Ordinal)
                        .ShouldBeLessThan(csv.IndexOf("someone20@example.org", StringComparison.Ordinal)),
                csv => csv.ShouldContain("Someone 40"),
                csv => csv.ShouldNotContain("Someone 61")
            );
    }

    private static async Task SearchAsync(Visitor ada, ILocator rows)
    {
        await ada.Button("Remove filter Status: Locked").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search name or email" }).FillAsync("someone33");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows.First).ToContainTextAsync("Someone 33");
        await ada.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search name or email" }).FillAsync("nobody at all");
        await Expect(ada.Page.GetByText("Nothing matches these filters")).ToBeVisibleAsync();
    }
}
