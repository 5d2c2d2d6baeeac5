namespace SmartAI.Identity.Tests;

/// <summary>Here each test looks at all administrators there are, so each has an installation of its own.</summary>
public sealed class LastAdministratorTests : IAsyncLifetime
{
    private readonly PlatformFixture _platform = new();

    public ValueTask InitializeAsync() => _platform.InitializeAsync();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        var (one, other) = (await _platform.AdministratorAsync(), await _platform.AdministratorAsync());
        (await one.PostAsync($"/api/v1/users/{one.UserId}/lock")).ShouldFail(409, "identity.cannot_act_on_self");
        (await one.PostAsync($"/api/v1/users/{one.UserId}/deactivate")).ShouldFail(409, "identity.cannot_act_on_self");
        (await one.PostAsync($"/api/v1/users/{other.UserId}/lock")).ShouldBe(200);

        var tag = (await one.GetAsync($"/api/v1/users/{one.UserId}")).ETag;
        (await one.PatchAsync($"/api/v1/users/{one.UserId}", new { roles = (string[])["member"] }, tag)).ShouldFail(
            409,
            "identity.last_administrator"
        );
        (await one.GetAsync("/api/v1/users")).ShouldBe(200);
    }

    [Fact]
    public async Task Of_two_administrators_who_lock_each_other_at_once_one_is_left()
    {
        var (one, other) = (await _platform.AdministratorAsync(), await _platform.AdministratorAsync());

        var answers = await Task.WhenAll(
            one.PostAsync($"/api/v1/users/{other.UserId}/lock"),
            other.PostAsync($"/api/v1/users/{one.UserId}/lock")
        );

        answers.Count(a => a.Status == 200).ShouldBe(1, string.Join("\n", answers.AsEnumerable()));
        (
            await _platform.Database.ReadAsync<long>(
                "select count(*) from identity.users where status = 'Active' and roles @> '{administrator}'"
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task The_printed_link_makes_the_first_administrator_once()
    {
        var token = string.Join(' ', _platform.Node.FirstLines).Split("token=")[1];
        var browser = _platform.Anonymous();
        (await browser.GetAsync("/api/v1/session")).Json.GetProperty("capabilities").GetProperty("needsSetup").GetBoolean().ShouldBeTrue();
        var body = new
        {
            token,
            email = "root@example.org",
            displayName = "Root",
            password = PlatformFixture.Password,
        };
        (await browser.PostAsync("/api/v1/account/setup", body with { token = "wrong" })).ShouldFail(400, "identity.link_invalid");
        (await browser.PostAsync("/api/v1/account/setup", body with { password = "password123" })).ShouldRefuseField(
            "/password",
            "identity.password_common"
        );

        var made = (await browser.PostAsync("/api/v1/account/setup", body)).ShouldBe(201);

        browser.Remember(made, "root@example.org");
        (await browser.GetAsync("/api/v1/users")).ShouldBe(200);
        (await _platform.Anonymous().PostAsync("/api/v1/account/setup", body with { email = "second@example.org" })).ShouldFail(
            409,
            "identity.already_set_up"
        );
        (await _platform.Anonymous().GetAsync("/api/v1/session"))
            .Json.GetProperty("capabilities")
            .GetProperty("needsSetup")
            .GetBoolean()
            .ShouldBeFalse();
        (await _platform.Database.ReadAsync<long>("select count(*) from identity.users")).ShouldBe(1);
    }
}
