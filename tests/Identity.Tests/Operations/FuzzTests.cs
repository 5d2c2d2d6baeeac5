using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace SmartAI.Identity.Tests.Operations;

/// <summary>
/// Thousands of requests made from the OpenAPI document, most of them wrong in some way. SMARTAI_TEST_FUZZ gives another number of them,
/// SMARTAI_TEST_FUZZ_SEED others.
/// </summary>
public sealed class FuzzTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task No_request_breaks_anything_and_every_refusal_is_told_in_order()
    {
        var (count, seed) = (Number("SMARTAI_TEST_FUZZ", 4000), Number("SMARTAI_TEST_FUZZ_SEED", 20260101));
        var administrator = await platform.AdministratorAsync();
        var surface = await Surface.OfAsync(platform);
        string[] scopes = [.. surface.Operations.Select(o => o.Permission).OfType<string>().Where(p => p != "self").Distinct()];
        var token = (await platform.TokenAsync(administrator, scopes)).Bearer!;
        var before = await RowsAsync();
        var maker = new RequestMaker(surface, platform.Node.Address.Authority, token, await IdsAsync(administrator), seed);
        var (broken, statuses) = (new ConcurrentQueue<string>(), new ConcurrentBag<int>());

        await Parallel.ForAsync(
            0,
            4,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (part, _) =>
            {
                using var wire = new RawHttp(platform.Node.Address);
                for (var number = part; number < count; number += 4)
                {
                    var made = maker.Make(number);
                    var answer = await wire.SendAsync(made.Bytes, made.AnswerHasBody);
                    statuses.Add(answer.Status);
                    if (Fault(answer, made.AnswerHasBody) is { } fault)
                        broken.Enqueue(
                            $"#{number} {fault}\n{made}\n-> {answer.Status} {string.Join(" | ", answer.Headers)}\n{answer.Body}"
                        );
                }
            }
        );

        broken.Take(20).ShouldBeEmpty($"{broken.Count} of {count}, seed {seed}");
        platform.Node.Log.Errors.Take(5).ShouldBeEmpty();
        // The requests got somewhere: all sorts of answers, and enough of them good.
        statuses.Count(s => s < 300).ShouldBeGreaterThan(count / 10);
        statuses
            .Distinct()
            .ShouldBeSubsetOf([200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 414, 415, 422, 428, 429, 431]);
        (await administrator.GetAsync("/api/v1/me")).ShouldBe(200);
        (await RowsAsync()).ShouldBe(before);
    }

    private static string? Fault(RawAnswer answer, bool hasBody)
    {
        if (answer.Status >= 500)
            return "a fault of ours";
        foreach (var trace in (string[])["   at ", "Exception", "System.", "Npgsql"])
            if (answer.Status >= 400 && answer.Body.Contains(trace, StringComparison.Ordinal))
                return "tells of its inside";
        // What is no HTTP is refused by the server before it is a request to anything.
        if (answer.Status is 400 or 408 or 411 or 414 or 431 && answer is { Body: "" } && answer.Header("Connection") == "close")
            return null;
        if (answer.Header("X-Request-Id") is not { Length: 32 })
            return "has no request id";
        if (answer.Status < 400 || !hasBody)
            return null;
        if (answer.Header("Content-Type") != "application/problem+json")
            return "is refused without problem details";
        using var problem = JsonDocument.Parse(answer.Body);
        var root = problem.RootElement;
        return
            root.TryGetProperty("code", out var code)
            && code.GetString() is { Length: > 0 }
            && root.GetProperty("status").GetInt32() == answer.Status
            && root.GetProperty("traceId").GetString() == answer.Header("X-Request-Id")
            ? null
            : "is refused without a code, its status or its trace id";
    }

    /// <summary>People and roles that there are, and none of what the requests come with.</summary>
    private async Task<string[]> IdsAsync(Browser administrator)
    {
        var ids = new List<string> { "0199b1c0-0000-7000-8000-000000000001" };
        for (var number = 0; number < 8; number++)
            ids.Add((await platform.PersonAsync()).Id.ToString());
        await platform.RoleAsync("identity.users.read");
        ids.AddRange((await administrator.GetAsync("/api/v1/roles")).Items.Select(r => r.GetProperty("id").GetString()!));
        ids.AddRange((await administrator.GetAsync("/api/v1/audit?limit=3")).Items.Select(r => r.GetProperty("id").GetString()!));
        return [.. ids];
    }

    // What nobody may change, whatever their rights.
    private async Task<string?> RowsAsync() =>
        await platform.Database.ReadAsync<string>(
            "select string_agg(concat_ws(' ', id, name, description, permissions), ',' order by name) from identity.roles where is_built_in"
        );

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;
}
