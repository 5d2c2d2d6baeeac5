namespace SmartAI.Identity.Tests;

public sealed class RegistrationTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Register = "/api/v1/account/registrations";
    private const string Verify = "/api/v1/account/verifications";

    [Fact]
    public async Task Somebody_who_signs_up_gets_a_mail_verifies_and_signs_in()
    {
        var browser = platform.Anonymous();
        var answer = await SignUpAsync(browser, "ada@example.org");
        answer.Json.EnumerateObject().Select(p => p.Name).ShouldBe(["status"]);
        (await browser.SignInAsync("ada@example.org", PlatformFixture.Password)).ShouldFail(403, "identity.email_unverified");

        var mail = (await platform.MailsAsync("ada@example.org")).ShouldHaveSingleItem();
        mail.Text.ShouldContain($"http://localhost:{platform.Node.Address.Port}/verify?token=");
        (await browser.PostAsync(Verify, new { token = mail.Token })).ShouldBe(204);

        var session = (await browser.SignInAsync("ada@example.org", PlatformFixture.Password)).ShouldBe(200);
        session.Json.GetProperty("user").GetProperty("status").GetString().ShouldBe("active");
        session.Json.GetProperty("user").GetProperty("roles").EnumerateArray().Select(r => r.GetString()).ShouldBe(["member"]);
    }

    [Fact]
    public async Task A_known_address_in_other_letters_answers_the_same_creates_nobody_and_tells_the_owner()
    {
        var owner = await platform.PersonAsync(email: "Bob@Example.org", name: "Bob");
        var unknown = await SignUpAsync(platform.Anonymous(), "stranger@example.org");
        var known = await SignUpAsync(platform.Anonymous(), "bOB@eXAMPLE.ORG");

        known.Body.ShouldBe(unknown.Body);
        known.Headers.Select(h => h.Key).Order().ShouldBe(unknown.Headers.Select(h => h.Key).Order());
        (
            await platform.Database.ReadAsync<long>("select count(*) from identity.users where normalized_email = 'BOB@EXAMPLE.ORG'")
        ).ShouldBe(1);
        (await platform.Database.ReadAsync<string>("select display_name from identity.users where id = $1", owner.Id)).ShouldBe("Bob");
        var toOwner = (await platform.MailsAsync(owner.Email)).ShouldHaveSingleItem();
        var toStranger = (await platform.MailsAsync("stranger@example.org")).ShouldHaveSingleItem();
        toOwner.Subject.ShouldNotBe(toStranger.Subject);
        toOwner.Text.ShouldNotContain("/verify?");
        (await platform.Anonymous().SignInAsync(owner.Email, PlatformFixture.Password)).ShouldBe(200);
    }

    [Fact]
    public async Task Signing_up_again_before_verifying_sends_another_link_and_the_earlier_one_stops()
    {
        var browser = platform.Anonymous();
        await SignUpAsync(browser, "twice@example.org");
        var first = (await platform.MailsAsync("twice@example.org"))[0];
        await SignUpAsync(browser, "TWICE@example.org");
        var second = (await platform.MailsAsync("twice@example.org", 2))[0];

        (
            await platform.Database.ReadAsync<long>("select count(*) from identity.users where normalized_email = 'TWICE@EXAMPLE.ORG'")
        ).ShouldBe(1);
        (await browser.PostAsync(Verify, new { token = first.Token })).ShouldFail(400, "identity.link_invalid");
        (await browser.PostAsync(Verify, new { token = second.Token })).ShouldBe(204);
    }

    [Fact]
    public async Task Signing_up_over_and_over_fills_nobodys_inbox_and_says_nothing_of_it()
    {
        var owner = await platform.PersonAsync(email: "calm@example.org");
        var answers = new List<Answer>();
        for (var times = 0; times < 8; times++)
            answers.Add(await SignUpAsync(platform.Anonymous(), owner.Email));

        answers.Select(a => a.Body).Distinct().ShouldHaveSingleItem();
        (await platform.MailsAsync(owner.Email, 5)).Count.ShouldBe(5);
        (
            await platform.Database.ReadAsync<long>(
                "select count(*) from platform.jobs where kind = 'identity.mail' and payload->>'userId' = $1",
                owner.Id.ToString()
            )
        ).ShouldBe(0);
        platform.Clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        await SignUpAsync(platform.Anonymous(), owner.Email);
        (await platform.MailsAsync(owner.Email, 6)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Somebody_who_was_invited_and_signs_up_instead_gets_the_invitation_again()
    {
        var inviter = await platform.SignedInAsync("identity.users.invite");
        (await inviter.PostAsync("/api/v1/invitations", new { email = "again@example.org" })).ShouldBe(201);
        var first = (await platform.MailsAsync("again@example.org"))[0];

        await SignUpAsync(platform.Anonymous(), "again@example.org");

        var second = (await platform.MailsAsync("again@example.org", 2))[0];
        second.Subject.ShouldBe(first.Subject);
        second.Text.ShouldContain("/accept-invitation?token=");
        second.Token.ShouldNotBe(first.Token);
    }

    [Fact]
    public async Task Two_who_invite_one_address_at_once_make_one_invitation()
    {
        var inviter = await platform.SignedInAsync("identity.users.invite");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => inviter.PostAsync("/api/v1/invitations", new { email = "both@example.org" }))
        );

        answers.Count(a => a.Status == 201).ShouldBe(1);
        foreach (var other in answers.Where(a => a.Status != 201))
            other.ShouldFail(409, "identity.email_taken");
    }

    [Fact]
    public async Task Two_who_sign_up_with_one_address_at_once_make_one_person_and_both_hear_the_same()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SignUpAsync(platform.Anonymous(), "race@example.org")));

        answers.Select(a => a.Body).Distinct().ShouldHaveSingleItem();
        (
            await platform.Database.ReadAsync<long>("select count(*) from identity.users where normalized_email = 'RACE@EXAMPLE.ORG'")
        ).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_works_once()
    {
        var browser = platform.Anonymous();
        await SignUpAsync(browser, "once@example.org");
        var token = (await platform.MailsAsync("once@example.org"))[0].Token;

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => platform.Anonymous().PostAsync(Verify, new { token })));

        both.Select(a => a.Status).Order().ShouldBe([204, 400]);
        (await browser.PostAsync(Verify, new { token })).ShouldFail(400, "identity.link_invalid");
    }

    [Fact]
    public async Task A_link_expires_after_two_days()
    {
        var browser = platform.Anonymous();
        await SignUpAsync(browser, "late@example.org");
        var token = (await platform.MailsAsync("late@example.org"))[0].Token;
        platform.Clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromSeconds(1));

        (await browser.PostAsync(Verify, new { token })).ShouldFail(400, "identity.link_invalid");
        (await browser.SignInAsync("late@example.org", PlatformFixture.Password)).ShouldFail(403, "identity.email_unverified");
    }

    [Fact]
    public async Task A_link_is_for_its_purpose_only()
    {
        await SignUpAsync(platform.Anonymous(), "purpose@example.org");
        var token = (await platform.MailsAsync("purpose@example.org"))[0].Token;

        (
            await platform
                .Anonymous()
                .PostAsync("/api/v1/account/password-resets/confirmations", new { token, password = "another kettle volcano 8" })
        ).ShouldFail(400, "identity.link_invalid");
        (await platform.Anonymous().PostAsync(Verify, new { token })).ShouldBe(204);
    }

    [Theory]
    [InlineData("/email", "validation.email", "no-address", "Ann", PlatformFixture.Password)]
    [InlineData("/email", "validation.email", "\"a b\"@example.org", "Ann", PlatformFixture.Password)]
    [InlineData("/email", "validation.email", "<a@example.org>", "Ann", PlatformFixture.Password)]
    [InlineData("/email", "validation.email", "a@exam\u200bple.org", "Ann", PlatformFixture.Password)]
    [InlineData("/email", "validation.email", "a@example.org\u202e", "Ann", PlatformFixture.Password)]
    [InlineData("/displayName", "validation.pattern", "a@example.org", "   ", PlatformFixture.Password)]
    [InlineData("/displayName", "validation.pattern", "a@example.org", "\u200b", PlatformFixture.Password)]
    [InlineData("/displayName", "validation.pattern", "a@example.org", "\u202enimda", PlatformFixture.Password)]
    [InlineData("/displayName", "validation.pattern", "a@example.org", "Ann\nBoss", PlatformFixture.Password)]
    [InlineData("/password", "validation.too_short", "a@example.org", "Ann", "short")]
    [InlineData("/password", "identity.password_common", "a@example.org", "Ann", "password123")]
    public async Task What_cannot_be_taken_is_named_by_field_and_nothing_is_made(
        string field,
        string code,
        string email,
        string displayName,
        string password
    )
    {
        (
            await platform
                .Anonymous()
                .PostAsync(
                    Register,
                    new
                    {
                        email,
                        displayName,
                        password,
                    }
                )
        ).ShouldRefuseField(field, code);

        (await platform.Database.ReadAsync<long>("select count(*) from identity.users where email = $1", email)).ShouldBe(0);
    }

    [Fact]
    public async Task A_stranger_of_another_origin_cannot_sign_anybody_up()
    {
        var answer = await platform.Anonymous().PostAsync(Register, Body("origin@example.org"), ("Origin", "https://evil.example"));

        answer.ShouldFail(403, "request.csrf");
        (await platform.Database.ReadAsync<long>("select count(*) from identity.users where email = 'origin@example.org'")).ShouldBe(0);
    }

    [Fact]
    public async Task Mails_speak_the_language_of_the_browser()
    {
        (
            await platform.Anonymous().PostAsync(Register, Body("jeanne@example.org"), ("Accept-Language", "de, fr-CA;q=0.9, en;q=0.1"))
        ).ShouldBe(202);
        await SignUpAsync(platform.Anonymous(), "english@example.org");

        (await platform.MailsAsync("jeanne@example.org"))[0]
            .Subject.ShouldNotBe((await platform.MailsAsync("english@example.org"))[0].Subject);
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_by_mail_and_ends_every_session()
    {
        var person = await platform.PersonAsync();
        var browser = await platform.SignInAsync(person);
        var unknown = (await platform.Anonymous().PostAsync("/api/v1/account/password-resets", new { email = "nobody@example.org" }));
        var known = (
            await platform.Anonymous().PostAsync("/api/v1/account/password-resets", new { email = person.Email.ToUpperInvariant() })
        ).ShouldBe(202);
        unknown.ShouldBe(known.Status).Body.ShouldBe(known.Body);
        var token = (await platform.MailsAsync(person.Email))[0].Token;

        (
            await platform.Anonymous().PostAsync("/api/v1/account/password-resets/confirmations", new { token, password = "password123" })
        ).ShouldRefuseField("/password", "identity.password_common");
        (
            await platform
                .Anonymous()
                .PostAsync("/api/v1/account/password-resets/confirmations", new { token, password = "another kettle volcano 8" })
        ).ShouldBe(204);

        (await browser.GetAsync("/api/v1/me")).ShouldFail(401, "access.not_signed_in");
        (await platform.Anonymous().SignInAsync(person.Email, PlatformFixture.Password)).ShouldFail(401, "identity.invalid_credentials");
        (await platform.Anonymous().SignInAsync(person.Email, "another kettle volcano 8")).ShouldBe(200);
        (
            await platform
                .Anonymous()
                .PostAsync("/api/v1/account/password-resets/confirmations", new { token, password = "a third kettle volcano 9" })
        ).ShouldFail(400, "identity.link_invalid");
    }

    [Fact]
    public async Task Whoever_was_invited_sets_a_password_with_the_mailed_link_and_is_in()
    {
        var inviter = await platform.SignedInAsync("identity.users.invite");
        (await inviter.PostAsync("/api/v1/invitations", new { email = "guest@example.org" }))
            .ShouldBe(201)
            .Text("status")
            .ShouldBe("invited");
        (await inviter.PostAsync("/api/v1/invitations", new { email = "GUEST@example.org" })).ShouldFail(409, "identity.email_taken");
        (
            await inviter.PostAsync("/api/v1/invitations", new { email = "boss@example.org", roles = (string[])["administrator"] })
        ).ShouldFail(403, "identity.rights_exceeded");
        (
            await inviter.PostAsync("/api/v1/invitations", new { email = "boss@example.org", roles = (string[])["member", "nothing"] })
        ).ShouldRefuseField("/roles/1", "identity.unknown_role");
        (await platform.Database.ReadAsync<long>("select count(*) from identity.users where email = 'boss@example.org'")).ShouldBe(0);

        var token = (await platform.MailsAsync("guest@example.org"))[0].Token;
        var guest = platform.Anonymous();
        (
            await guest.PostAsync(
                "/api/v1/account/invitations",
                new
                {
                    token,
                    displayName = "Guest",
                    password = PlatformFixture.Password,
                }
            )
        ).Status.ShouldBeOneOf(200, 201, 204);
        (await guest.SignInAsync("guest@example.org", PlatformFixture.Password)).ShouldBe(200);
    }

    private static object Body(string email) =>
        new
        {
            email,
            displayName = "Somebody",
            password = PlatformFixture.Password,
        };

    private static async Task<Answer> SignUpAsync(Browser browser, string email) =>
        (await browser.PostAsync(Register, Body(email))).ShouldBe(202);
}
