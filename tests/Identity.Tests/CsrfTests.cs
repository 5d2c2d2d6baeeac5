namespace SmartAI.Identity.Tests;

public sealed class CsrfTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Theory]
    [InlineData("X-CSRF-Token", "")]
    [InlineData("X-CSRF-Token", "not-it")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Origin", "null")]
    public async Task A_change_that_a_page_of_ours_did_not_send_is_refused_and_nothing_is_written(string header, string value)
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();

        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock", null, (header, value))).ShouldFail(403, "request.csrf");

        (await platform.Database.ReadAsync<string>("select status from identity.users where id = $1", person.Id)).ShouldBe("Active");
    }

    [Fact]
    public async Task The_token_of_another_session_does_not_do()
    {
        var (one, other) = (await platform.AdministratorAsync(), await platform.AdministratorAsync());
        var person = await platform.PersonAsync();

        (await one.PostAsync($"/api/v1/users/{person.Id}/lock", null, ("X-CSRF-Token", other.AntiforgeryToken!))).ShouldFail(
            403,
            "request.csrf"
        );
    }

    [Fact]
    public async Task Every_change_asks_for_the_header_whatever_its_method()
    {
        var browser = await platform.SignedInAsync();
        browser.AntiforgeryToken = null;

        (await browser.DeleteAsync("/api/v1/session")).ShouldFail(403, "request.csrf");
        (await browser.PatchAsync("/api/v1/me", new { displayName = "New" }, "*")).ShouldFail(403, "request.csrf");
        (
            await browser.PostAsync(
                "/api/v1/me/tokens",
                new
                {
                    name = "x",
                    scopes = (string[])["identity.users.read"],
                    expiresInDays = 1,
                }
            )
        ).ShouldFail(403, "request.csrf");
        (await browser.GetAsync("/api/v1/me")).ShouldBe(200).Text("displayName").ShouldNotBe("New");
    }

    [Fact]
    public async Task A_page_of_our_own_origin_is_let_through()
    {
        var browser = await platform.SignedInAsync();

        (await browser.DeleteAsync("/api/v1/session", ("Origin", $"http://localhost:{platform.Node.Address.Port}"))).ShouldBe(204);
    }

    [Fact]
    public async Task A_program_never_acts_with_the_session_that_its_browser_has()
    {
        var administrator = await platform.AdministratorAsync();
        var program = await platform.TokenAsync(await platform.SignedInAsync("identity.users.read"), "identity.users.read");

        // The cookie of an administrator comes along; the token decides alone.
        administrator.Bearer = program.Bearer;
        (await administrator.GetAsync("/api/v1/audit")).ShouldFail(403, "access.denied");
        administrator.Bearer = "sai_pat_nobody";
        (await administrator.GetAsync("/api/v1/me")).ShouldFail(401, "access.not_signed_in");
        (await administrator.GetAsync("/api/v1/me", ("Authorization", "Basic YTpi"))).ShouldFail(401, "access.not_signed_in");
        administrator.Bearer = null;
        (await administrator.GetAsync("/api/v1/audit")).ShouldBe(200);
    }
}
