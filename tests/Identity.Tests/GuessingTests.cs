namespace SmartAI.Identity.Tests;

public sealed class GuessingTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Wrong = "not the right kettle 3";

    [Fact]
    public async Task Ten_wrong_passwords_slow_every_answer_for_a_quarter_of_an_hour()
    {
        var (person, other) = (await platform.PersonAsync(), await platform.PersonAsync());
        await GuessAsync(person.Email, 10);

        var right = (await platform.Anonymous().SignInAsync(person.Email, PlatformFixture.Password)).ShouldFail(
            429,
            "identity.too_many_attempts"
        );
        right.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 900);
        (await platform.Anonymous().SignInAsync(person.Email.ToUpperInvariant(), Wrong)).ShouldFail(429, "identity.too_many_attempts");
        (await platform.Anonymous().SignInAsync(other.Email, PlatformFixture.Password)).ShouldBe(200);

        platform.Clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        (await platform.Anonymous().SignInAsync(person.Email, PlatformFixture.Password)).ShouldBe(200);
    }

    [Fact]
    public async Task A_stranger_who_guesses_does_not_keep_the_person_out_of_their_own_browser()
    {
        var person = await platform.PersonAsync();
        var own = await platform.SignInAsync(person);
        await GuessAsync(person.Email, 10);

        (await platform.Anonymous().SignInAsync(person.Email, PlatformFixture.Password)).ShouldFail(429, "identity.too_many_attempts");
        (await own.SignInAsync(person.Email, PlatformFixture.Password)).ShouldBe(200);
    }

    [Fact]
    public async Task A_known_browser_is_slowed_too_but_alone()
    {
        var person = await platform.PersonAsync();
        var own = await platform.SignInAsync(person);
        for (var guess = 0; guess < 10; guess++)
            (await own.SignInAsync(person.Email, Wrong)).ShouldFail(401, "identity.invalid_credentials");

        (await own.SignInAsync(person.Email, PlatformFixture.Password)).ShouldFail(429, "identity.too_many_attempts");
        (await platform.Anonymous().SignInAsync(person.Email, PlatformFixture.Password)).ShouldBe(200);
    }

    [Fact]
    public async Task An_unknown_address_is_slowed_like_a_known_one()
    {
        await GuessAsync("nobody-at-all@example.org", 10);

        (await platform.Anonymous().SignInAsync("nobody-at-all@example.org", Wrong)).ShouldFail(429, "identity.too_many_attempts");
    }

    [Fact]
    public async Task Right_passwords_are_not_counted()
    {
        var person = await platform.PersonAsync();
        await GuessAsync(person.Email, 9);
        for (var times = 0; times < 3; times++)
            (await platform.Anonymous().SignInAsync(person.Email, PlatformFixture.Password)).ShouldBe(200);
    }

    [Fact]
    public async Task Guesses_that_are_sent_together_learn_no_more_than_guesses_one_after_the_other()
    {
        var person = await platform.PersonAsync();
        var wrong = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => platform.Anonymous().SignInAsync(person.Email, Wrong)));

        wrong.Count(a => a.Status == 401).ShouldBe(10);
        wrong.Where(a => a.Status != 401).ShouldAllBe(a => a.Status == 429 && a.Header("Retry-After") != null);
        (await platform.Anonymous().SignInAsync(person.Email, PlatformFixture.Password)).ShouldFail(429, "identity.too_many_attempts");
    }

    [Fact]
    public async Task Many_who_know_the_password_may_come_at_once()
    {
        var person = await platform.PersonAsync();
        var right = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => platform.Anonymous().SignInAsync(person.Email, PlatformFixture.Password))
        );

        right.ShouldAllBe(a => a.Status == 200);
    }

    [Fact]
    public async Task Guesses_count_on_every_node_together()
    {
        var second = await platform.StartNodeAsync();
        var person = await platform.PersonAsync();
        await GuessAsync(person.Email, 5);
        for (var guess = 0; guess < 5; guess++)
            (await platform.Anonymous(second).SignInAsync(person.Email, Wrong)).ShouldFail(401, "identity.invalid_credentials");

        (await platform.Anonymous().SignInAsync(person.Email, PlatformFixture.Password)).ShouldFail(429, "identity.too_many_attempts");
        (await platform.Anonymous(second).SignInAsync(person.Email, PlatformFixture.Password)).ShouldFail(
            429,
            "identity.too_many_attempts"
        );
    }

    [Fact]
    public async Task The_current_password_cannot_be_guessed_at_an_open_screen()
    {
        var browser = await platform.SignInAsync(await platform.PersonAsync());
        for (var guess = 0; guess < 10; guess++)
            (
                await browser.PostAsync("/api/v1/me/password", new { currentPassword = Wrong, newPassword = "another kettle volcano 8" })
            ).ShouldRefuseField("/currentPassword", "identity.password_wrong");

        (
            await browser.PostAsync(
                "/api/v1/me/password",
                new { currentPassword = PlatformFixture.Password, newPassword = "another kettle volcano 8" }
            )
        ).ShouldFail(429, "identity.too_many_attempts");
    }

    private async Task GuessAsync(string email, int times)
    {
        for (var guess = 0; guess < times; guess++)
            (await platform.Anonymous().SignInAsync(email, Wrong)).ShouldFail(401, "identity.invalid_credentials");
    }
}

/// <summary>Links are guessed in a class of their own: their limit is per address, which every test of a class shares.</summary>
public sealed class LinkGuessingTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task Thirty_wrong_links_slow_the_address_down()
    {
        var browser = platform.Anonymous();
        for (var guess = 0; guess < 30; guess++)
            (await browser.PostAsync("/api/v1/account/verifications", new { token = $"wrong{guess}" })).ShouldFail(
                400,
                "identity.link_invalid"
            );

        (await browser.PostAsync("/api/v1/account/verifications", new { token = "wrong" }))
            .ShouldFail(429, "identity.too_many_attempts")
            .Headers.RetryAfter.ShouldNotBeNull();
        (
            await browser.PostAsync(
                "/api/v1/account/password-resets/confirmations",
                new { token = "wrong", password = "another kettle volcano 8" }
            )
        ).ShouldFail(429, "identity.too_many_attempts");
        platform.Clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        (await browser.PostAsync("/api/v1/account/verifications", new { token = "wrong" })).ShouldFail(400, "identity.link_invalid");
    }
}
