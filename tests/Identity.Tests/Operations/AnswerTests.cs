using System.Text;

namespace SmartAI.Identity.Tests.Operations;

/// <summary>What every answer says, whatever was asked for and however.</summary>
public sealed class AnswerTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Register = "/api/v1/account/registrations";
    private const string SignIn = "/api/v1/session";

    [Fact]
    public async Task Another_content_type_method_or_address_is_named()
    {
        var browser = platform.Anonymous();

        (
            await browser.SendAsync(
                HttpMethod.Post,
                SignIn,
                new StringContent("email=a", Encoding.UTF8, "application/x-www-form-urlencoded")
            )
        ).ShouldFail(415, "request.unsupported_type");
        (await browser.SendAsync(HttpMethod.Put, SignIn))
            .ShouldFail(405, "request.method_not_allowed")
            .Header("Allow")
            .ShouldNotBeNull()
            .ShouldContain("POST");
        (await browser.GetAsync("/api/v1/nothing")).ShouldFail(404, "request.not_found");
        (await browser.GetAsync("/api/v2/users")).ShouldFail(404, "request.not_found");
        (await browser.SendAsync(HttpMethod.Post, "/some/page")).ShouldFail(404, "request.not_found");
    }

    [Theory]
    [InlineData("/api/v1/session", 200)]
    [InlineData("/api/v1/me", 401)]
    [InlineData("/api/v1/nothing", 404)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/docs/", 200)]
    [InlineData("/", 200)]
    [InlineData("/people?x=1", 200)]
    public async Task Every_answer_carries_the_security_headers(string path, int status)
    {
        var answer = (await platform.Anonymous().GetAsync(path)).ShouldBe(status);

        answer.Header("X-Content-Type-Options").ShouldBe("nosniff");
        answer.Header("Referrer-Policy").ShouldBe("no-referrer");
        answer.Header("Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        answer.Header("X-Request-Id").ShouldNotBeNullOrEmpty();
        answer.Header("Server").ShouldBeNull();
        var policy = answer.Header("Content-Security-Policy").ShouldNotBeNull();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        // The explorer styles its elements itself (docs/decisions/0020); scripts are strict everywhere.
        policy
            .Split(';')
            .Where(p => !path.StartsWith("/docs", StringComparison.Ordinal) || !p.Contains("style-src"))
            .ShouldAllBe(p => !p.Contains("unsafe"));
        policy.ShouldNotContain("*");
        if (path.StartsWith("/api", StringComparison.Ordinal))
            answer.Header("Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    public async Task Refused_hosts_bodies_and_methods_carry_the_headers_too()
    {
        foreach (
            var answer in (Answer[])
                [
                    await platform.Anonymous().GetAsync("/api/v1/me", ("Host", "evil.example")),
                    await platform.Anonymous().PostAsync(Register, "{"),
                    await platform.Anonymous().PostAsync(Register, "[1]"),
                    await platform.Anonymous().SendAsync(HttpMethod.Put, SignIn),
                ]
        )
        {
            answer.Status.ShouldBeInRange(400, 499);
            answer.Header("X-Content-Type-Options").ShouldBe("nosniff", answer.Body);
            answer.Header("Content-Security-Policy").ShouldNotBeNull(answer.Body);
            answer.Header("X-Request-Id").ShouldBe(answer.Text("traceId"));
        }
    }
}
