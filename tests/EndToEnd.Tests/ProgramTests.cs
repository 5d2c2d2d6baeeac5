using System.Text.Json;
using Microsoft.Playwright;
using SmartAI.EndToEnd.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace SmartAI.EndToEnd.Tests;

/// <summary>The ways in for programs, made and looked after in the browser.</summary>
public sealed class ProgramTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task A_token_made_in_the_browser_lets_an_mcp_client_in_as_far_as_its_scopes_go()
    {
        var administrator = await web.AdministratorPersonAsync();
        var victim = await web.PersonAsync(name: "Still Standing");
        await using var ada = await web.VisitAsAsync(administrator);
        var token = await MakeTokenAsync(ada);

        await using var client = await web.McpAsync(token);
        var cancel = TestContext.Current.CancellationToken;
        var tools = (await client.ListToolsAsync(cancellationToken: cancel)).Select(t => t.Name).ToList();
        tools.ShouldContain("identity_users_list");
        tools.ShouldContain("identity_users_lock");
        var listed = await client.CallToolAsync(
            "identity_users_list",
            new Dictionary<string, object?> { ["limit"] = 10 },
            cancellationToken: cancel
        );
        listed.IsError.ShouldNotBe(true);
        JsonSerializer.Serialize(listed.StructuredContent).ShouldContain(victim.Email);
        var refused = await client.CallToolAsync(
            "identity_users_lock",
            new Dictionary<string, object?> { ["id"] = victim.Id },
            cancellationToken: cancel
        );
        refused.IsError.ShouldBe(true);
        JsonSerializer.Serialize(refused.Content).ShouldContain("access.scope_missing");

        await ada.OpenAsync("/admin/audit?face=mcp");
        await Expect(ada.Row("MCP client").Filter(new() { HasText = "List people" })).ToContainTextAsync("Succeeded");
        var denied = ada.Row("MCP client").Filter(new() { HasText = "Lock an account" });
        await Expect(denied).ToContainTextAsync("Refused");
        await denied.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Region, new() { Name = "Lock an account" })).ToContainTextAsync("access.scope_missing");
        (await web.Database.ReadAsync<string>("select status from identity.users where id = $1", victim.Id)).ShouldBe("Active");
    }

    [Fact]
    public async Task The_explorer_is_styled_under_the_same_policy_and_asks_nobody_else()
    {
        await using var reader = await web.VisitAsync();
        var page = reader.Page;
        var answer = await page.GotoAsync("/docs");
        (await answer!.HeaderValueAsync("Content-Security-Policy")).ShouldNotBeNull().ShouldNotContain("unsafe");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "SmartAIPlatForm", Exact = false }).First).ToBeVisibleAsync();
        await page.GetByText("List approvals").First.ClickAsync();
        // Code with line numbers is where styles come as markup, the client is where its editor brings some of its own.
        await page.GetByRole(AriaRole.Button, new() { Name = "Test Request" }).First.ClickAsync();
        await Expect(page.GetByText("Query Parameters").Last).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var refused = await page.EvaluateAsync<int>("[...document.querySelectorAll('style')].filter(s => !s.sheet).length");
        refused.ShouldBe(0);
        var lines = page.Locator("code[data-style]").First;
        (await lines.EvaluateAsync<string>("code => code.style.getPropertyValue('--line-count')")).ShouldNotBeEmpty();
        // The first operations: what stands further down is drawn when it is scrolled to.
        // Without styles the text would stand below the side bar, at the left edge.
        var text = await page.GetByText("What was asked for in your name").First.BoundingBoxAsync();
        text.ShouldNotBeNull().X.ShouldBeGreaterThan(200);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task The_type_of_a_problem_opens_where_its_code_is_marked(ColorScheme colors, int width)
    {
        await using var reader = await web.VisitAsync();
        await reader.Page.EmulateMediaAsync(new() { ColorScheme = colors });
        await reader.Page.SetViewportSizeAsync(width, 800);

        await reader.Page.GotoAsync("/docs/errors#access.scope_missing");

        var asked = reader.Page.Locator("dt:target");
        await Expect(asked).ToHaveTextAsync("access.scope_missing 403");
        await Expect(asked).ToBeInViewportAsync();
        (await asked.EvaluateAsync<string>("term => getComputedStyle(term).backgroundColor")).ShouldNotBe("rgba(0, 0, 0, 0)");
        (await Axe.ViolationsAsync(reader.Page)).ShouldBeEmpty();
    }

    private static async Task<string> MakeTokenAsync(Visitor ada)
    {
        await ada.OpenAsync("/me/tokens");
        await ada.Button("Create token").ClickAsync();
        var dialog = ada.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name").FillAsync("Assistant on my desk");
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "identity.users.read" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create token" }).ClickAsync();
        var token = await dialog.GetByRole(AriaRole.Group, new() { Name = "Token Assistant on my desk" }).InnerTextAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "I have stored it" }).ClickAsync();
        await Expect(ada.Page.GetByText("Assistant on my desk")).ToBeVisibleAsync();
        return token.Trim();
    }
}
