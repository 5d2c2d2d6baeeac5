using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Jobs;

namespace SmartAI.Platform.Tests.Jobs;

/// <summary>
/// What was stored once has to run for ever. Payloads/ keeps one of each form that a kind ever had, as <c>kind.v1.json</c>, <c>kind.v2.json</c> and so on;
/// the newest has every member that the kind has today.
/// </summary>
public sealed class PayloadTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Jobs", "Payloads");

    [Fact]
    public void Every_kind_keeps_its_payloads_and_the_newest_has_the_members_of_today()
    {
        var kinds = platform.Node.Services.GetServices<JobKind>().ToList();
        kinds.Count.ShouldBeGreaterThan(5);
        foreach (var kind in kinds)
        {
            var newest = Kept().Where(k => k.Kind == kind.Name).OrderBy(k => k.Version).LastOrDefault();
            newest.Json.ShouldNotBeNull($"Payloads/{kind.Name}.v1.json is missing: an example of what this kind stores.");
            Differences(JsonNode.Parse(newest.Json), kind.Payload)
                .ShouldBeEmpty($"{kind.Name} has changed: keep Payloads/{kind.Name}.v{newest.Version} and add v{newest.Version + 1}.");
        }

        Kept().Select(k => k.Kind).Except(kinds.Select(k => k.Name)).ShouldBeEmpty("no handler is left for what is kept");
    }

    [Fact]
    public async Task Every_payload_that_was_ever_stored_still_runs()
    {
        // In the order of their names: the backup that is proven has been made.
        foreach (var (kind, version, json) in Kept().OrderBy(k => k.Kind, StringComparer.Ordinal))
        {
            var id = Ids.New(platform.Clock);
            await platform.Database.RunAsync(
                """
                insert into platform.jobs (id, kind, queue, lane, payload, max_attempts, request_id, created_at)
                select $1, $2, $3, $4, $5::jsonb, 1, 'r', now()
                """,
                id,
                kind,
                platform.Node.Services.GetRequiredService<JobKinds>().Find(kind)!.Queue,
                platform.Node.Services.GetRequiredService<JobKinds>().Find(kind)!.Lane,
                json
            );
            platform.Node.Services.GetRequiredService<JobSignal>().Wake();
            await platform.Database.UntilAsync(0L, "select count(*) from platform.jobs where id = $1", id);
            var end = await platform.Database.ReadAsync<string>(
                "select concat(status, last_error) from platform.job_history where id = $1",
                id
            );
            // Where pg_dump is older than the database, a backup was read as far as that, and there is none to prove.
            if (kind.StartsWith("platform.backups.", StringComparison.Ordinal) && await DatabaseIsNewerThanPgDumpAsync())
                end.ShouldNotBeNull().ShouldContain("BackupException", customMessage: $"{kind}.v{version}");
            else
                end.ShouldBe("done", $"{kind}.v{version}");
        }
    }

    private async Task<bool> DatabaseIsNewerThanPgDumpAsync()
    {
        var start = new ProcessStartInfo("pg_dump", "--version") { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        // pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var ours = int.Parse(said.Split(' ')[2].Split('.')[0], CultureInfo.InvariantCulture);
        return await platform.Database.ReadAsync<int>("select current_setting('server_version_num')::int / 10000") > ours;
    }

    [Fact]
    public void A_kind_whose_serialization_does_not_know_it_is_refused_when_it_is_registered()
    {
        Should
            .Throw<InvalidOperationException>(() => new ServiceCollection().AddJob<StrangeJob, StrangeHandler>())
            .Message.ShouldBe("TestJobs does not know test.strange: it needs [JsonSerializable(typeof(StrangeJob))].");
    }

    [Fact]
    public void Secrets_are_masked_however_deep_they_lie_and_so_is_what_nobody_knows()
    {
        const string Payload = """
            {"id":1,"secret":"s","left":"l","one":{"name":"n","secret":"s","left":{"deep":"l"}},"many":[{"name":"n","secret":"s"}],
             "rows":[[{"name":"n","secret":"s"}]],"named":{"a":{"name":"n","secret":"s"}},"wrapped":{"value":{"name":"n","secret":"s"},"secret":"s"},
             "free":{"x":"l"},"nothing":null}
            """;

        var shown = JobPayload.Masked(Payload, MaskJson.Default.Masked)!.ToJsonString();

        // By now nothing is left but names and numbers; what kept its shape shows that the rest was walked through.
        JsonNode
            .DeepEquals(
                JsonNode.Parse(shown),
                JsonNode.Parse(
                    """
                    {"id":1,"secret":"•••","left":"•••","one":{"name":"n","secret":"•••","left":"•••"},"many":[{"name":"n","secret":"•••"}],
                     "rows":[[{"name":"n","secret":"•••"}]],"named":{"a":{"name":"n","secret":"•••"}},"wrapped":{"value":{"name":"n","secret":"•••"},"secret":"•••"},
                     "free":"•••","nothing":null}
                    """
                )
            )
            .ShouldBeTrue(shown);
        JobPayload.Masked("""{"a":{"b":"s"},"c":["s"]}""", null)!.ToJsonString().ShouldNotContain("\"s\"");
        JobPayload.Masked("\"s\"", MaskJson.Default.Masked)!.ToJsonString().ShouldNotContain("\"s\"");
    }

    private static IEnumerable<(string Kind, int Version, string Json)> Kept() =>
        Directory
            .EnumerateFiles(s_folder, "*.json")
            .Select(file =>
            {
                var parts = Path.GetFileNameWithoutExtension(file).Split(".v");
                return (parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), File.ReadAllText(file));
            });

    private static IEnumerable<string> Differences(JsonNode? kept, JsonTypeInfo type, string at = "$")
    {
        if (type.Kind != JsonTypeInfoKind.Object || kept is not JsonObject members)
            return [];
        return type
            .Properties.Select(p => p.Name)
            .Except(members.Select(m => m.Key))
            .Select(missing => $"{at}.{missing}")
            .Concat(
                type.Properties.SelectMany(p => Differences(members[p.Name], type.Options.GetTypeInfo(p.PropertyType), $"{at}.{p.Name}"))
            );
    }
}

internal sealed record StrangeJob : IJob
{
    public static string Kind => "test.strange";
    public static JsonSerializerContext Json => TestJobs.Default;
}

internal sealed class StrangeHandler : IJobHandler<StrangeJob>
{
    public Task RunAsync(StrangeJob job, JobRun run, CancellationToken cancel) => Task.CompletedTask;
}

internal sealed record Inner(string Name, [property: AuditMasked] string? Secret);

internal sealed record Wrapped<T>(T Value, [property: AuditMasked] string Secret);

internal sealed record Masked(
    int Id,
    [property: AuditMasked] string Secret,
    Inner One,
    List<Inner> Many,
    Inner[][] Rows,
    Dictionary<string, Inner> Named,
    Wrapped<Inner> Wrapped,
    JsonElement Free,
    int? Nothing
);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Masked))]
internal sealed partial class MaskJson : JsonSerializerContext;
