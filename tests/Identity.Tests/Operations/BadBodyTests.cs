namespace SmartAI.Identity.Tests.Operations;

/// <summary>A body that makes no sense is named, and nothing comes of it.</summary>
public sealed class BadBodyTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
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
    public async Task What_is_too_long_is_told_as_that_alone_and_no_pattern_is_tried_on_it()
    {
        // At each letter the pattern of names would look ahead to the mark at the end, which no name may have.
        var name = new string('a', 100_000) + "\u202e";

        var refused = await platform
            .Anonymous()
            .PostAsync(
                Register,
                new
                {
                    email = "long@example.org",
                    password = "correct horse battery staple",
                    displayName = name,
                }
            );

        refused.ShouldRefuseField("/displayName", "validation.too_long");
        refused.FieldCodes("/displayName").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        (await platform.Anonymous().PostAsync(SignIn, (byte[])[.. "{\"email\":\""u8, 0xff, 0xfe, .. "\"}"u8])).Status.ShouldBe(400);
    }

    // Refusals of strangers are counted and audited; that is not what they wanted to write.
    private async Task<string?> RowsAsync() =>
        await platform.Database.ReadAsync<string>(
            "select concat_ws(' ', (select count(*) from identity.users), (select count(*) from identity.sessions), (select count(*) from platform.all_jobs where kind <> 'platform.jobs.tidy'), (select count(*) from platform.idempotent_answers), (select count(*) from platform.audit_entries where outcome = 'succeeded'))"
        );
}
