namespace SmartAI.Identity.Tests;

public sealed class TokenTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Tokens = "/api/v1/me/tokens";

    [Fact]
    public async Task A_token_may_what_its_scopes_and_its_persons_rights_have_in_common()
    {
        var person = await platform.SignedInAsync("identity.users.read", "identity.roles.read");
        var program = await platform.TokenAsync(person, "identity.users.read", "audit.entries.read");

        (await program.GetAsync("/api/v1/users")).ShouldBe(200);
        (await program.GetAsync("/api/v1/roles"))
            .ShouldFail(403, "access.scope_missing")
            .Text("permission")
            .ShouldBe("identity.roles.read");
        (await program.GetAsync("/api/v1/audit")).ShouldFail(403, "access.denied");
        (await program.GetAsync("/api/v1/session"))
            .Json.GetProperty("permissions")
            .EnumerateArray()
            .Select(p => p.GetString())
            .ShouldBe(["identity.users.read"]);
    }

    [Theory]
    [InlineData("""{"name":"x","scopes":["identity.users.read","nothing"],"expiresInDays":1}""", "/scopes/1", "identity.unknown_scope")]
    [InlineData("""{"name":"x","scopes":[],"expiresInDays":1}""", "/scopes", "validation.too_short")]
    [InlineData("""{"name":"x","scopes":[null],"expiresInDays":1}""", "/scopes", "validation.required")]
    [InlineData("""{"name":"x","expiresInDays":1}""", "/scopes", "validation.required")]
    [InlineData("""{"name":" ","scopes":["identity.users.read"],"expiresInDays":1}""", "/name", "validation.pattern")]
    [InlineData("""{"name":"x","scopes":["identity.users.read"],"expiresInDays":366}""", "/expiresInDays", "validation.out_of_range")]
    public async Task A_token_that_cannot_be_made_says_why(string body, string field, string code)
    {
        var person = await platform.SignedInAsync();

        (await person.PostAsync(Tokens, body)).ShouldRefuseField(field, code);

        (await platform.Database.ReadAsync<long>("select count(*) from identity.access_tokens where user_id = $1", person.UserId)).ShouldBe(
            0
        );
    }

    [Fact]
    public async Task A_token_ends_on_its_day()
    {
        var person = await platform.SignInAsync(await platform.PersonAsync(), remember: true);
        var token = (
            await person.PostAsync(
                Tokens,
                new
                {
                    name = "brief",
                    scopes = (string[])["identity.users.read"],
                    expiresInDays = 1,
                }
            )
        ).ShouldBe(201).Text("token");
        var program = platform.Anonymous();
        program.Bearer = token;
        (await program.GetAsync("/api/v1/me")).ShouldBe(200);

        platform.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));

        (await program.GetAsync("/api/v1/me")).ShouldFail(401, "access.not_signed_in");
        // Still listed: its owner wants to see why a program stopped.
        (await person.GetAsync(Tokens))
            .ShouldBe(200)
            .Items.ShouldHaveSingleItem()
            .GetProperty("name")
            .GetString()
            .ShouldBe("brief");
    }

    [Fact]
    public async Task A_revoked_token_stops_at_once()
    {
        var person = await platform.SignedInAsync();
        var program = await platform.TokenAsync(person, "identity.users.read");
        (await program.GetAsync("/api/v1/me")).ShouldBe(200);
        var id = (await person.GetAsync(Tokens)).Items.Single().GetProperty("id").GetGuid();

        (await person.DeleteAsync($"{Tokens}/{id}")).ShouldBe(204);

        await Eventually.TrueAsync(
            async () => (await program.GetAsync("/api/v1/me")).Status == 401,
            "the token has stopped",
            Patience.ToBeTold
        );
        (await person.DeleteAsync($"{Tokens}/{id}")).ShouldFail(404, "identity.token_not_found");
    }

    [Fact]
    public async Task A_token_is_shown_once_and_stored_as_a_hash()
    {
        var person = await platform.SignedInAsync();
        var token = (await platform.TokenAsync(person, "identity.users.read")).Bearer!;

        token.ShouldStartWith("sai_pat_");
        (await person.GetAsync(Tokens)).Body.ShouldNotContain(token);
        (
            await platform.Database.ReadAsync<long>(
                "select count(*) from identity.access_tokens t where t::text like '%' || $1 || '%'",
                token["sai_pat_".Length..]
            )
        ).ShouldBe(0);
    }

    [Fact]
    public async Task A_token_makes_no_tokens_and_changes_no_password()
    {
        var program = await platform.TokenAsync(await platform.AdministratorAsync(), "identity.users.read", "identity.users.lock");

        (
            await program.PostAsync(
                Tokens,
                new
                {
                    name = "child",
                    scopes = (string[])["audit.entries.read"],
                    expiresInDays = 1,
                }
            )
        ).ShouldFail(403, "identity.session_needed");
        (
            await program.PostAsync(
                "/api/v1/me/password",
                new { currentPassword = PlatformFixture.Password, newPassword = "another kettle volcano 8" }
            )
        ).ShouldFail(403, "identity.session_needed");
        (await program.DeleteAsync("/api/v1/session")).ShouldFail(403, "identity.session_needed");
    }

    [Fact]
    public async Task A_token_of_somebody_else_answers_like_one_that_does_not_exist()
    {
        var (mine, theirs) = (await platform.SignedInAsync(), await platform.SignedInAsync());
        var program = await platform.TokenAsync(theirs, "identity.users.read");
        var id = (await theirs.GetAsync(Tokens)).Items.Single().GetProperty("id").GetGuid();

        (await mine.DeleteAsync($"{Tokens}/{id}")).ShouldFail(404, "identity.token_not_found");
        (await mine.GetAsync(Tokens)).Items.ShouldBeEmpty();
        (await program.GetAsync("/api/v1/me")).ShouldBe(200);
    }

    [Fact]
    public async Task The_token_of_a_deactivated_person_is_nobodys()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.SignedInAsync();
        var program = await platform.TokenAsync(person, "identity.users.read");
        (await program.GetAsync("/api/v1/me")).ShouldBe(200);

        (await administrator.PostAsync($"/api/v1/users/{person.UserId}/deactivate")).ShouldBe(200);
        await Eventually.TrueAsync(
            async () => (await program.GetAsync("/api/v1/me")).Status == 401,
            "the token has stopped",
            Patience.ToBeTold
        );

        (await administrator.PostAsync($"/api/v1/users/{person.UserId}/reactivate")).ShouldBe(200);
        await Eventually.TrueAsync(
            async () => (await program.GetAsync("/api/v1/me")).Status == 200,
            "the token works again",
            Patience.ToBeTold
        );
    }
}
