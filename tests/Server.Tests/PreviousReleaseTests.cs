using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace SmartAI.Server.Tests;

/// <summary>
/// Migrations are additive: while an upgrade is rolled out, the previous release's server works on the schema of this one. Run by
/// <c>make test-release</c>, which builds that release and names its folder in <c>SMARTAI_TEST_PREVIOUS</c>.
/// </summary>
public sealed class PreviousReleaseTests
{
    private const string Password = "unusual kettle volcano 7";

    [Fact(Explicit = true)]
    public async Task The_previous_release_goes_on_while_its_schema_becomes_this_one()
    {
        var release = Environment.GetEnvironmentVariable("SMARTAI_TEST_PREVIOUS").ShouldNotBeNull("make test-release names it");
        var program = Path.Combine(release, "src", "Server", "bin", "Release", "net10.0", "smartai.dll");
        await using var database = await TestDatabase.EmptyAsync();
        (string, string)[] settings =
        [
            ("SMARTAI_DATABASE", database.ConnectionString),
            ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef"),
            ("SMARTAI_PORT", "0"),
        ];
        await PreviouslyAsync("migrate");
        await PreviouslyAsync("demo", "--people", "5");
        await using var previous = await Served.StartAsync(program, settings);
        using var ada = await AdministratorAsync(previous);
        var operations = PreviousOperations.Read(Path.Combine(release, "web", "openapi.json"));
        (await operations.FailingAsync(ada)).ShouldBeEmpty("the previous release on its own schema");
        const string applied = "select string_agg(migration_id, ',' order by migration_id) from platform.migrations";
        var before = await database.ReadAsync<string>(applied);

        var migrated = await Smartai.RunAsync(["migrate"], null, settings);
        migrated.ExitCode.ShouldBe(0, migrated.Error);
        (await operations.FailingAsync(ada)).ShouldBeEmpty("the previous release on this schema");
        // What runs without being asked for tells its failures in the log only.
        foreach (var state in (string[])["42P01: ", "42703: ", "23502: ", "23514: "])
            previous.Said.ShouldNotContain(state);

        // It goes on, but is not started anew: only what runs already is known to have been there before.
        if (await database.ReadAsync<string>(applied) != before)
        {
            var again = await Smartai.RunProgramAsync(program, ["serve"], settings);
            again.ExitCode.ShouldBe(2);
            again.Error.ShouldContain("newer version");
        }

        // The other way round: what a migration that is not additive does is seen.
        await database.RunAsync("alter table identity.roles rename column description to about");
        (await operations.FailingAsync(ada)).ShouldContain(failed => failed.StartsWith("GET /api/v1/roles ", StringComparison.Ordinal));

        async Task PreviouslyAsync(params string[] verb)
        {
            var ended = await Smartai.RunProgramAsync(program, verb, settings);
            ended.ExitCode.ShouldBe(0, ended.Error);
        }
    }

    private static async Task<HttpClient> AdministratorAsync(Served server)
    {
        var token = await server.SetupTokenAsync();
        using var nobody = new HttpClient { BaseAddress = server.Address };
        var made = await nobody.PostAsJsonAsync(
            "/api/v1/account/setup",
            new
            {
                token,
                email = "ada@example.org",
                displayName = "Ada",
                password = Password,
            }
        );
        made.IsSuccessStatusCode.ShouldBeTrue(await made.Content.ReadAsStringAsync());
        var ada = new HttpClient { BaseAddress = server.Address };
        var signedIn = await ada.PostAsJsonAsync(
            "/api/v1/session",
            new
            {
                email = "ada@example.org",
                password = Password,
                rememberMe = false,
            }
        );
        signedIn.IsSuccessStatusCode.ShouldBeTrue(await signedIn.Content.ReadAsStringAsync());
        var session = await signedIn.Content.ReadFromJsonAsync<JsonElement>();
        ada.DefaultRequestHeaders.Add("X-CSRF-Token", session.GetProperty("antiforgeryToken").GetString());
        return ada;
    }
}

/// <summary>Each operation of a release's document with the example that stands there, by somebody who may do everything.</summary>
internal sealed class PreviousOperations
{
    private readonly List<(HttpMethod Method, string Path, string? Body)> _operations = [];
    private readonly Dictionary<string, string> _ids = [];

    internal static PreviousOperations Read(string document)
    {
        var read = new PreviousOperations();
        foreach (var path in JsonDocument.Parse(File.ReadAllBytes(document)).RootElement.GetProperty("paths").EnumerateObject())
        foreach (var operation in path.Value.EnumerateObject())
        {
            var method = HttpMethod.Parse(operation.Name);
            // Streams do not end, and the administrator keeps the session.
            var isOwn =
                path.Name.Contains("/session", StringComparison.Ordinal)
                || path.Name.Contains("/account/", StringComparison.Ordinal)
                || path.Name.StartsWith("/api/v1/me", StringComparison.Ordinal);
            if (operation.Value.GetRawText().Contains("text/event-stream", StringComparison.Ordinal) || (isOwn && method != HttpMethod.Get))
                continue;
            read._operations.Add((method, path.Name, Example(operation.Value)));
        }

        read._operations.Count.ShouldBeGreaterThan(50);
        return read;
    }

    /// <summary>Those that answered as a server does that does not find its tables as it left them.</summary>
    internal async Task<List<string>> FailingAsync(HttpClient http)
    {
        var failing = new List<string>();
        var read = 0;
        foreach (var (method, path, body) in _operations.OrderBy(o => o.Path.Count(c => c == '{')).ThenBy(o => o.Method != HttpMethod.Get))
        {
            using var request = new HttpRequestMessage(method, Filled(path));
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            // 502 and 504 tell of others, whom an example names and nobody is.
            if ((int)response.StatusCode is 401 or 500 or 503)
                failing.Add($"{method} {path} {(int)response.StatusCode}: {text}");
            else if (method == HttpMethod.Get && response.IsSuccessStatusCode)
            {
                read++;
                Remember(path, text);
            }
        }

        read.ShouldBeGreaterThan(20);
        return failing;
    }

    // The first of a list stands for {id} below it.
    private void Remember(string path, string text)
    {
        if (
            text.StartsWith("{\"items\":[{", StringComparison.Ordinal)
            && JsonDocument.Parse(text).RootElement.GetProperty("items")[0].TryGetProperty("id", out var id)
        )
            _ids[path] = id.ToString();
    }

    private string Filled(string path) =>
        string.Join('/', path.Split('/').Select((part, i) => part.StartsWith('{') ? Id(string.Join('/', path.Split('/').Take(i))) : part));

    private string Id(string list) => _ids.GetValueOrDefault(list, "0197a3c4-5b1e-7c3d-9f2a-1d4e6b8c0a57");

    private static string? Example(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body)
        && body.GetProperty("content").TryGetProperty("application/json", out var json)
        && json.TryGetProperty("example", out var example)
            ? example.GetRawText()
            : null;
}
