using System.Globalization;

namespace SmartAI.Identity.Tests;

public sealed class SignInTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Wrong = "not the right kettle 3";

    [Theory]
    [InlineData("Unverified", 403, "identity.email_unverified")]
    [InlineData("Locked", 403, "identity.user_locked")]
    [InlineData("Deactivated", 403, "identity.user_deactivated")]
    [InlineData("Invited", 401, "identity.invalid_credentials")]
    public async Task The_state_of_an_account_is_told_after_the_right_password_only(string status, int code, string error)
    {
        var person = await platform.PersonAsync(status);
        var browser = platform.Anonymous();

        (await browser.SignInAsync(person.Email, Wrong)).ShouldFail(401, "identity.invalid_credentials");
        (await browser.SignInAsync(person.Email, PlatformFixture.Password)).ShouldFail(code, error);

        browser.Cookies.Count.ShouldBe(0);
        (await platform.Database.ReadAsync<long>("select count(*) from identity.sessions where user_id = $1", person.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Hashing_stands_back_behind_requests_where_both_want_the_processor()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Niceness of a thread is Linux's.");
        await platform.SignInAsync(await platform.PersonAsync());

        // A thread of another test's node may be about to ask for it.
        await Eventually.TrueAsync(() => Niceness("password-") is { Count: > 0 } all && all.TrueForAll(n => n == 5), "5 for all that hash");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_words()
    {
        var person = await platform.PersonAsync();

        var wrong = (await platform.Anonymous().SignInAsync(person.Email, Wrong)).ShouldFail(401, "identity.invalid_credentials");
        var unknown = (await platform.Anonymous().SignInAsync("nobody@example.org", Wrong)).ShouldFail(401, "identity.invalid_credentials");

        unknown
            .Body.Replace(unknown.Text("traceId"), "", StringComparison.Ordinal)
            .ShouldBe(wrong.Body.Replace(wrong.Text("traceId"), "", StringComparison.Ordinal));
        unknown.Headers.Select(h => h.Key).Order().ShouldBe(wrong.Headers.Select(h => h.Key).Order());
    }

    [Fact]
    public async Task An_unknown_address_takes_about_as_long_as_a_wrong_password()
    {
        var person = await platform.PersonAsync();
        var browser = platform.Anonymous();
        await browser.SignInAsync(person.Email, Wrong);
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var round = 0; round < 5; round++)
        {
            known.Add(await MillisecondsAsync(() => browser.SignInAsync(person.Email, Wrong)));
            unknown.Add(await MillisecondsAsync(() => browser.SignInAsync($"nobody{round}@example.org", Wrong)));
        }

        // The fastest of each: noise only adds. Without hashing, the unknown address answered in a fraction.
        unknown.Min().ShouldBeGreaterThan(known.Min() * 0.5);
    }

    [Fact]
    public async Task The_address_is_taken_in_any_letters_and_the_answer_says_what_one_may_do()
    {
        var person = await platform.PersonAsync(roles: ["member", await platform.RoleAsync("identity.users.read", "audit.entries.read")]);

        var answer = (await platform.Anonymous().SignInAsync(person.Email.ToUpperInvariant(), PlatformFixture.Password)).ShouldBe(200);

        answer
            .Json.GetProperty("permissions")
            .EnumerateArray()
            .Select(p => p.GetString())
            .ShouldBe(["audit.entries.read", "identity.users.read"]);
        answer.Json.GetProperty("user").GetProperty("email").GetString().ShouldBe(person.Email);
        answer.Body.ShouldNotContain("password", Case.Insensitive);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_cookie_is_out_of_reach_for_scripts_and_other_sites(bool remember)
    {
        var answer = await platform.Anonymous().SignInAsync((await platform.PersonAsync()).Email, PlatformFixture.Password, remember);

        var cookie = answer
            .Header("Set-Cookie")!
            .Split('\n')
            .Single(c => c.StartsWith("smartai=", StringComparison.Ordinal))
            .ToLowerInvariant();
        cookie.ShouldContain("; httponly");
        cookie.ShouldContain("; samesite=lax");
        cookie.ShouldContain("; path=/");
        cookie.ShouldNotContain("domain=");
        if (remember)
            cookie.ShouldContain("max-age=2592000");
        else
            cookie.ShouldNotContain("max-age");
    }

    [Fact]
    public async Task Nobody_is_an_answer_when_asked_who_is_signed_in()
    {
        var answer = (await platform.Anonymous().GetAsync("/api/v1/session")).ShouldBe(200);

        answer.Json.GetProperty("user").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        answer.Json.GetProperty("permissions").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_page_of_another_origin_cannot_sign_anybody_in()
    {
        var person = await platform.PersonAsync();

        var answer = await platform
            .Anonymous()
            .PostAsync(
                "/api/v1/session",
                new
                {
                    email = person.Email,
                    password = PlatformFixture.Password,
                    rememberMe = false,
                },
                ("Origin", "https://evil.example")
            );

        answer.ShouldFail(403, "request.csrf").Header("Set-Cookie").ShouldBeNull();
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_and_after_thirty_days_when_remembered()
    {
        var person = await platform.PersonAsync();
        var (brief, remembered) = (await platform.SignInAsync(person), await platform.SignInAsync(person, remember: true));

        platform.Clock.Advance(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1));
        (await brief.GetAsync("/api/v1/me")).ShouldFail(401, "access.not_signed_in");
        (await remembered.GetAsync("/api/v1/me")).ShouldBe(200);

        platform.Clock.Advance(TimeSpan.FromDays(30));
        (await remembered.GetAsync("/api/v1/me")).ShouldFail(401, "access.not_signed_in");
    }

    private static async Task<double> MillisecondsAsync(Func<Task> work)
    {
        var started = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>Of the threads of this process with such a name: the second field of proc(5)'s stat is the name, in parentheses, the 19th the niceness.</summary>
    private static List<int> Niceness(string name)
    {
        var found = new List<int>();
        foreach (var task in Directory.GetDirectories("/proc/self/task"))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(task, "stat"));
                if (stat.Contains($"({name}", StringComparison.Ordinal))
                    found.Add(int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture));
            }
            catch (IOException)
            {
                // It has ended since.
            }
        }

        return found;
    }
}

/// <summary>An installation that is reached by https.</summary>
public sealed class HttpsFixture : PlatformFixture
{
    protected override void Configure(Dictionary<string, string?> settings) => settings["Public:Url"] = "https://smartai.example.org";
}

public sealed class HttpsSignInTests(HttpsFixture platform) : IClassFixture<HttpsFixture>
{
    [Fact]
    public async Task The_cookie_is_bound_to_host_and_https_and_browsers_are_told_to_stay_there()
    {
        var person = await platform.PersonAsync();

        var answer = await platform
            .Anonymous()
            .PostAsync(
                "/api/v1/session",
                new
                {
                    email = person.Email,
                    password = PlatformFixture.Password,
                    rememberMe = false,
                },
                ("Host", "smartai.example.org"),
                ("Origin", "https://smartai.example.org")
            );

        answer.ShouldBe(200);
        var cookies = answer.Header("Set-Cookie")!.Split('\n');
        cookies.ShouldAllBe(c =>
            c.StartsWith("__Host-", StringComparison.Ordinal)
            && c.Contains("; secure", StringComparison.OrdinalIgnoreCase)
            && c.Contains("; httponly", StringComparison.OrdinalIgnoreCase)
        );
        answer.Header("Strict-Transport-Security").ShouldNotBeNull().ShouldContain("max-age=31536000");
    }

    [Fact]
    public async Task Links_in_mails_name_the_public_address_whatever_the_request_says()
    {
        var answer = await platform
            .Anonymous()
            .PostAsync(
                "/api/v1/account/registrations",
                new
                {
                    email = "link@example.org",
                    displayName = "Link",
                    password = PlatformFixture.Password,
                },
                ("Host", "smartai.example.org"),
                ("X-Forwarded-Host", "evil.example")
            );

        answer.ShouldBe(202);
        var text = "";
        await Eventually.TrueAsync(
            async () =>
                (text = await platform.Database.ReadAsync<string>("select text from platform.development_mails limit 1") ?? "").Length > 0,
            "a mail"
        );
        text.ShouldContain("https://smartai.example.org/verify?token=");
        text.ShouldNotContain("evil.example");
    }

    [Fact]
    public async Task Another_host_is_refused()
    {
        (await platform.Anonymous().GetAsync("/api/v1/session", ("Host", "evil.example"))).ShouldFail(400, "request.unknown_host");
    }
}
