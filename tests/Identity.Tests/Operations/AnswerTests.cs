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
    [InlineData("/docs/errors", 200)]
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

    [Theory]
    [InlineData("application/json-patch+json", "PATCH")]
    [InlineData("application/vnd.api+json", "PATCH")]
    [InlineData("text/json", "PATCH")]
    [InlineData("application/merge-patch+json", "POST")]
    public async Task Json_that_means_something_else_is_not_taken_for_a_body(string type, string method)
    {
        var person = await platform.SignedInAsync();
        var path = method == "PATCH" ? "/api/v1/me" : "/api/v1/me/tokens";

        (await person.SendAsync(new HttpMethod(method), path, new StringContent("{}", Encoding.UTF8, type), ("If-Match", "*"))).ShouldFail(
            415,
            "request.unsupported_type"
        );
    }

    [Fact]
    public async Task A_merge_patch_may_be_named_as_one_and_a_packed_body_may_not_be_sent()
    {
        var person = await platform.SignedInAsync();
        StringContent Body(string type) => new("""{"displayName":"Renamed"}""", Encoding.UTF8, type);

        (await person.SendAsync(HttpMethod.Patch, "/api/v1/me", Body("application/merge-patch+json"), ("If-Match", "*")))
            .ShouldBe(200)
            .Text("displayName")
            .ShouldBe("Renamed");
        var packed = Body("application/json");
        packed.Headers.ContentEncoding.Add("gzip");
        (await person.SendAsync(HttpMethod.Patch, "/api/v1/me", packed, ("If-Match", "*"))).ShouldFail(415, "request.unsupported_type");
    }

    [Theory]
    [InlineData("/health/live", 200)]
    [InlineData("/api/v1/session", 200)]
    [InlineData("/api/v1/me", 401)]
    [InlineData("/api/v1/nothing", 404)]
    [InlineData("/api/v1/account/registrations", 405)]
    [InlineData("/people", 200)]
    public async Task Head_answers_as_get_would_without_a_body(string path, int status)
    {
        using var raw = new RawHttp(platform.Node.Address);
        var ask = (string method) =>
            raw.SendAsync(
                Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: localhost:{platform.Node.Address.Port}\r\n\r\n"),
                answerHasBody: method != "HEAD"
            );

        var (head, get) = (await ask("HEAD"), await ask("GET"));

        head.Status.ShouldBe(status);
        get.Status.ShouldBe(status);
        head.Header("Content-Type").ShouldBe(get.Header("Content-Type"));
        head.Header("X-Request-Id").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Head_of_a_stream_is_refused_and_what_takes_get_says_that_it_takes_head()
    {
        var person = await platform.SignedInAsync();

        var stream = await person.SendAsync(HttpMethod.Head, "/api/v1/events");
        stream.Status.ShouldBe(405);
        stream.ContentHeaders.Allow.ShouldBe(["GET"]);
        (await person.SendAsync(HttpMethod.Put, SignIn)).ContentHeaders.Allow.ShouldBe(["DELETE", "GET", "HEAD", "POST"]);
    }

    [Theory]
    [InlineData("", "The parameter \"operation\" is needed.")]
    [InlineData("?operation=identity.me.read", "The parameter \"userId\" is needed.")]
    [InlineData("?operation=identity.me.read&userId=nobody", "The parameter \"userId\" has a value that cannot be used.")]
    public async Task A_parameter_that_is_missing_or_of_another_type_is_named(string query, string detail)
    {
        var administrator = await platform.AdministratorAsync();

        var answer = await administrator.GetAsync("/api/v1/permissions/explain" + query);

        answer.ShouldFail(400, "request.malformed");
        answer.Text("detail").ShouldBe(detail);
    }

    [Fact]
    public async Task The_type_of_a_problem_leads_to_what_its_code_means()
    {
        var problem = (await platform.Anonymous().GetAsync("/api/v1/me")).ShouldBe(401);
        var (page, code) = problem.Text("type").Split('#') is [var path, var place] ? (path, place) : ("", "");

        var answer = (await platform.Anonymous().GetAsync(page)).ShouldBe(200);

        code.ShouldBe(problem.Text("code"));
        answer.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
        answer.Body.ShouldContain($"id=\"{code}\"");
        answer.Body.ShouldContain(problem.Text("title"));
    }

    [Fact]
    public async Task A_401_says_which_scheme_would_do()
    {
        (await platform.Anonymous().GetAsync("/api/v1/me")).ShouldBe(401).Header("WWW-Authenticate").ShouldBe("Bearer");
        (await platform.Anonymous().SignInAsync("nobody@example.org", "no kettle here 5"))
            .ShouldBe(401)
            .Header("WWW-Authenticate")
            .ShouldBe("Bearer");
    }

    [Fact]
    public async Task A_page_whose_address_has_a_dot_is_shown_to_a_browser_and_a_missing_file_is_not()
    {
        var browser = platform.Anonymous();

        (await browser.GetAsync("/admin/schedules/approvals.expire", ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")))
            .ShouldBe(200)
            .ContentHeaders.ContentType!.MediaType.ShouldBe("text/html");
        (await browser.GetAsync("/missing.js", ("Accept", "*/*"))).ShouldFail(404, "request.not_found");
        (await browser.GetAsync("/assets/missing.js", ("Accept", "text/html"))).ShouldFail(404, "request.not_found");
    }

    [Theory]
    [InlineData("""{"a.b":1}""", "/a.b")]
    [InlineData("""{"a/b~c":1}""", "/a~1b~0c")]
    [InlineData("""{"x[0]":1}""", "/x[0]")]
    [InlineData("""{"email":{"deep":1}}""", "/email")]
    public async Task A_member_is_named_by_json_pointer_whatever_its_name_holds(string body, string pointer)
    {
        var answer = await platform.Anonymous().PostAsync(Register, body);

        answer.Status.ShouldBe(400);
        answer.Json.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([pointer]);
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    [InlineData("Via")]
    public async Task Mails_are_shown_to_nobody_whose_request_came_through_a_proxy(string header)
    {
        (await platform.Anonymous().GetAsync("/api/v1/development/mailbox")).ShouldBe(200);

        (await platform.Anonymous().GetAsync("/api/v1/development/mailbox", (header, "1.1 somewhere"))).ShouldFail(
            404,
            "request.not_found"
        );
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
