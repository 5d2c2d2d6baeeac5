namespace SmartAI.Audit.Tests;

/// <summary>What nobody may read is nowhere to be read.</summary>
public sealed class SecretTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task No_secret_is_in_the_trail_or_in_the_log()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var browser = await platform.SignInAsync(person);
        var token = (await platform.TokenAsync(browser, "identity.users.read")).Bearer!;
        (
            await browser.PostAsync(
                "/api/v1/me/password",
                new { currentPassword = PlatformFixture.Password, newPassword = "another kettle volcano 8" }
            )
        ).ShouldBe(204);
        await browser.SignInAsync(person.Email, "wrong kettle volcano 9");
        (await platform.Anonymous().PostAsync("/api/v1/account/password-resets", new { email = person.Email })).ShouldBe(202);
        var link = await platform.LinkAsync(person.Email);
        (await platform.Anonymous().PostAsync("/api/v1/account/verifications", new { token = link })).ShouldBe(400);
        await platform.Anonymous().GetAsync($"/verify?token={link}");
        var hash = (await platform.Database.ReadAsync<string>("select password_hash from identity.users where id = $1", person.Id))!;
        var cookie = browser.Cookies.GetAllCookies().First(c => c.Name == "smartai").Value;

        var trail = string.Join('\n', await platform.Database.ReadAllAsync<string>("select e::text from platform.audit_entries e"));
        foreach (
            var secret in (string[])
                [
                    PlatformFixture.Password,
                    "another kettle volcano 8",
                    "wrong kettle volcano 9",
                    token,
                    link,
                    hash,
                    cookie,
                    browser.AntiforgeryToken!,
                ]
        )
        {
            trail.ShouldNotContain(secret);
            platform.Node.Log.Text.ShouldNotContain(secret);
        }

        platform.Node.Log.Text.ShouldNotContain(person.Email);
        trail.ShouldContain("•••");
        administrator.UserId.ShouldNotBe(Guid.Empty);
    }
}
