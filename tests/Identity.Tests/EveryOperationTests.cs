using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SmartAI.Identity.Tests;

/// <summary>Every operation that the OpenAPI document names, so that one that is added tomorrow is tested tomorrow.</summary>
public sealed class EveryOperationTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task Whoever_is_not_signed_in_gets_in_nowhere_but_where_anybody_may()
    {
        var wrong = new List<string>();
        foreach (var operation in await OperationsAsync())
        {
            var answer = await SendAsync(platform.Anonymous(), operation);
            if (
                operation.Permission is null
                    ? answer.Code?.StartsWith("access.", StringComparison.Ordinal) == true
                    : $"{answer.Status} {answer.Code}" != "401 access.not_signed_in"
            )
                wrong.Add($"{operation}: {answer.Status} {answer.Code}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_without_the_permission_and_a_token_without_the_scope_are_refused_and_told_what_lacks()
    {
        var member = await platform.SignedInAsync();
        var administrator = await platform.AdministratorAsync();
        var permissions = (await OperationsAsync()).Select(o => o.Permission).Where(p => p is not null and not "self").Distinct().ToArray();
        permissions.Length.ShouldBeGreaterThan(5);
        var wrong = new List<string>();
        foreach (var operation in (await OperationsAsync()).Where(o => o.Permission is not null and not "self"))
        {
            var program = await platform.TokenAsync(administrator, permissions.First(p => p != operation.Permission)!);
            foreach (var (caller, code) in (IEnumerable<(Browser, string)>)[(member, "access.denied"), (program, "access.scope_missing")])
                if (
                    await SendAsync(caller, operation) is var answer
                    && ($"{answer.Status} {answer.Code}" != $"403 {code}" || answer.Text("permission") != operation.Permission)
                )
                    wrong.Add($"{operation}: {answer}");
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_thousand_mutated_requests_break_nothing()
    {
        const int seed = 20260101;
        var random = new Random(seed);
        var administrator = await platform.AdministratorAsync();
        // Signing out and leaving is for others: the one who asks must stay signed in.
        var operations = (await OperationsAsync())
            .Where(o =>
                o.Id
                    is not (
                        "system.events.stream"
                        or "identity.session.sign_out"
                        or "identity.me.sessions.end"
                        or "identity.me.change_password"
                    )
            )
            .ToArray();
        var broken = new List<string>();
        for (var number = 0; number < 1000; number++)
        {
            var operation = operations[random.Next(operations.Length)];
            var request = Mutate(operation, random);
            var answer = await SendAsync(random.Next(4) == 0 ? platform.Anonymous() : administrator, operation, request);
            if (
                answer.Status >= 500
                || answer.Body.Contains("   at ", StringComparison.Ordinal)
                || (answer.Status >= 400 && answer.Code is null)
            )
                broken.Add($"#{number} {operation} {request.Path} {request.Body}: {answer}");
        }

        broken.ShouldBeEmpty($"seed {seed}");
        platform.Node.Log.Errors.ShouldBeEmpty();
        (await administrator.GetAsync("/api/v1/me")).ShouldBe(200);
    }

    private sealed record Operation(
        string Id,
        HttpMethod Method,
        string Path,
        string? Permission,
        string[] Parameters,
        JsonElement? Example
    )
    {
        public override string ToString() => $"{Id} ({Method} {Path})";
    }

    private sealed record Mutated(string Path, string? Body);

    private async Task<IReadOnlyList<Operation>> OperationsAsync()
    {
        var document = (await platform.Anonymous().GetAsync("/openapi/v1.json")).ShouldBe(200).Json;
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            where method.Value.ValueKind == JsonValueKind.Object && method.Value.TryGetProperty("operationId", out _)
            select new Operation(
                method.Value.GetProperty("operationId").GetString()!,
                new HttpMethod(method.Name.ToUpperInvariant()),
                path.Name,
                method.Value.TryGetProperty("x-permission", out var permission)
                    ? permission.GetString()
                    : throw new InvalidOperationException($"{path.Name} says not who may call."),
                method.Value.TryGetProperty("parameters", out var parameters)
                    ?
                    [
                        .. parameters
                            .EnumerateArray()
                            .Where(p => p.TryGetProperty("in", out var place) && place.GetString() == "query")
                            .Select(p => p.GetProperty("name").GetString()!),
                    ]
                    : [],
                ExampleOf(method.Value)
            ),
        ];
    }

    private static JsonElement? ExampleOf(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body)
        && body.GetProperty("content").TryGetProperty("application/json", out var json)
            ? json.TryGetProperty("example", out var example)
                ? example
                : json.TryGetProperty("examples", out var examples)
                    ? examples.EnumerateObject().First().Value.GetProperty("value")
                    : null
            : null;

    private static Task<Answer> SendAsync(Browser caller, Operation operation, Mutated? request = null)
    {
        var path = (request?.Path ?? operation.Path).Replace("{id}", "0199b1c0-0000-7000-8000-000000000001", StringComparison.Ordinal);
        var body = request is null ? operation.Example?.GetRawText() : request.Body;
        var content =
            operation.Method == HttpMethod.Get || body is null
                ? null
                : new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new("application/json") } };
        return caller.SendAsync(operation.Method, path, content, operation.Method == HttpMethod.Patch ? [("If-Match", "*")] : []);
    }

    private static Mutated Mutate(Operation operation, Random random)
    {
        string[] words =
        [
            "",
            "0",
            "-1",
            "99999999999999999999",
            "null",
            "true",
            "%00",
            "%F0%9F%92%A9",
            "' or 1=1 --",
            "../../etc/passwd",
            "%ED%A0%80",
            new('x', 5000),
            "2026-13-45T99:99:99Z",
            "{}",
            "[]",
            "\u202e",
        ];
        var path =
            random.Next(5) == 0
                ? operation.Path.Replace("{id}", Uri.EscapeDataString(words[random.Next(words.Length)]), StringComparison.Ordinal)
                : operation.Path;
        if (random.Next(2) == 0)
        {
            var name =
                operation.Parameters.Length > 0 && random.Next(5) > 0
                    ? operation.Parameters[random.Next(operation.Parameters.Length)]
                    : "x" + random.Next(9);
            var word = words[random.Next(words.Length)];
            path += $"?{name}={(word.StartsWith('%') ? word : Uri.EscapeDataString(word))}";
        }

        if (operation.Example is not { } example)
            return new Mutated(path, random.Next(3) == 0 ? words[random.Next(words.Length)] : null);
        var text = example.GetRawText();
        if (JsonNode.Parse(text) is not JsonObject members || members.Count == 0)
            return new Mutated(path, text);
        var member = members.ElementAt(random.Next(members.Count)).Key;
        switch (random.Next(8))
        {
            case 0:
                members.Remove(member);
                break;
            case 1:
                members[member] = null;
                break;
            case 2:
                members[member] = random.Next();
                break;
            case 3:
                members[member] = new JsonArray(1, "a", null, new JsonObject());
                break;
            case 4:
                members[member] = new string('é', random.Next(10_000));
                break;
            case 5:
                members[member + "x"] = words[random.Next(words.Length)];
                break;
            case 6:
                return new Mutated(path, members.ToJsonString().Insert(random.Next(1, 10), "\\ud800"));
            default:
                var whole = members.ToJsonString();
                return new Mutated(path, whole[..random.Next(whole.Length)]);
        }

        return new Mutated(path, members.ToJsonString());
    }
}

public sealed class BadInputTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Register = "/api/v1/account/registrations";
    private const string SignIn = "/api/v1/session";

    public static TheoryData<string, string, int, string> Bodies =>
        new()
        {
            {
                Register,
                """{"email":"a@example.org","displayName":"A","password":"unusual kettle volcano 7","role":"administrator"}""",
                400,
                "request.unknown_member"
            },
            { Register, """{"email":1,"displayName":"A","password":"unusual kettle volcano 7"}""", 400, "request.wrong_type" },
            {
                Register,
                """{"email":["a@example.org"],"displayName":"A","password":"unusual kettle volcano 7"}""",
                400,
                "request.wrong_type"
            },
            {
                Register,
                """{"email":"a@example.org","displayName":"A\u0000B","password":"unusual kettle volcano 7"}""",
                400,
                "request.invalid_text"
            },
            {
                Register,
                """{"email":"a@example.org","displayName":"A\ud800B","password":"unusual kettle volcano 7"}""",
                400,
                "request.invalid_text"
            },
            {
                Register,
                """{"email":"a@example.org","email":"b@example.org","displayName":"A","password":"unusual kettle volcano 7"}""",
                400,
                "request.duplicate_member"
            },
            {
                Register,
                """{"email":"a@example.org","Email":"b@example.org","displayName":"A","password":"unusual kettle volcano 7"}""",
                400,
                "request.duplicate_member"
            },
            { Register, """{"email":"a@example.org",""", 400, "request.malformed_json" },
            { Register, "[]", 400, "request.wrong_type" },
            { Register, "null", 400, "request.malformed" },
            { Register, "", 400, "request.malformed" },
            { Register, "{}", 422, "request.validation_failed" },
            { Register, new string('[', 1000) + new string(']', 1000), 400, "request.malformed_json" },
            { Register, string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000), 400, "request.malformed_json" },
            { SignIn, """{"email":"a@example.org","password":"x\u0000","rememberMe":false}""", 400, "request.invalid_text" },
            { SignIn, """{"email":"a\u0000@example.org","password":"x","rememberMe":false}""", 400, "request.invalid_text" },
            { SignIn, """{"email":"a@example.org","password":"x\udc00","rememberMe":false}""", 400, "request.invalid_text" },
            { SignIn, """{"email":"a@example.org","password":"x","password":"y","rememberMe":false}""", 400, "request.duplicate_member" },
            { SignIn, """{"email":"a@example.org","password":"x","rememberMe":"yes"}""", 400, "request.wrong_type" },
        };

    [Theory]
    [MemberData(nameof(Bodies), DisableDiscoveryEnumeration = true)]
    public async Task A_body_that_makes_no_sense_is_named_and_nothing_is_written(string path, string body, int status, string code)
    {
        var before = await RowsAsync();

        (await platform.Anonymous().PostAsync(path, body)).ShouldFail(status, code);

        (await RowsAsync()).ShouldBe(before);
        platform.Node.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ten_megabytes_and_a_password_of_five_are_too_large()
    {
        var ten = $$"""{"email":"{{new string('a', 10 * 1024 * 1024)}}"}""";
        var five = $$"""{"email":"a@example.org","password":"{{new string('p', 5 * 1024 * 1024)}}","rememberMe":false}""";

        (await platform.Anonymous().PostAsync(Register, ten)).ShouldFail(413, "request.too_large");
        (await platform.Anonymous().PostAsync(SignIn, five)).ShouldFail(413, "request.too_large");
        (
            await platform
                .Anonymous()
                .PostAsync(SignIn, $$"""{"email":"a@example.org","password":"{{new string('p', 300)}}","rememberMe":false}""")
        ).ShouldRefuseField("/password", "validation.too_long");
    }

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

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        (await platform.Anonymous().PostAsync(SignIn, (byte[])[.. "{\"email\":\""u8, 0xff, 0xfe, .. "\"}"u8])).Status.ShouldBe(400);
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

    // Refusals of strangers are counted and audited; that is not what they wanted to write.
    private async Task<string?> RowsAsync() =>
        await platform.Database.ReadAsync<string>(
            "select concat_ws(' ', (select count(*) from identity.users), (select count(*) from identity.sessions), (select count(*) from platform.jobs), (select count(*) from platform.idempotent_answers), (select count(*) from platform.audit_entries where outcome = 'succeeded'))"
        );
}
