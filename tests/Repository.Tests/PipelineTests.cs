namespace SmartAI.Repository.Tests;

/// <summary>The scripts that a pipeline calls end red on what they are there for.</summary>
public sealed class PipelineTests(Clone clone) : IClassFixture<Clone>
{
    [Fact]
    public async Task A_client_that_does_not_fit_the_document_is_red()
    {
        (await WebAsync("client:check")).Code.ShouldBe(0);

        var document = Path.Combine(clone.Folder, "web", "openapi.json");
        var text = await File.ReadAllTextAsync(document);
        await File.WriteAllTextAsync(document, text.Replace("\"memberCount\"", "\"numberOfMembers\"", StringComparison.Ordinal));
        var stale = await WebAsync("client:check");
        await File.WriteAllTextAsync(document, text);

        stale.Code.ShouldNotBe(0);
        stale.Words.ShouldContain("out of date");
    }

    [Fact]
    public async Task A_failing_test_of_the_web_app_is_red_and_a_flaky_one_only_without_a_second_attempt()
    {
        const string name = "src/planted.test.ts";
        await File.WriteAllTextAsync(
            Path.Combine(clone.Folder, "web", name),
            """
            import { expect, it } from 'vitest';
            let attempts = 0;
            it('is flaky', () => expect(++attempts).toBe(2));
            """
        );

        (await WebAsync("test", "--", name)).Code.ShouldBe(1);
        (await WebAsync("test", "--", name, "--retry=1")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task The_pipeline_builds_with_the_sdk_that_is_pinned_and_with_the_newest_of_its_band()
    {
        using var pinned = System.Text.Json.JsonDocument.Parse(await ReadAsync("global.json"));
        var version = pinned.RootElement.GetProperty("sdk").GetProperty("version").GetString()!;

        (await ReadAsync(".github", "workflows", "server.yaml")).ShouldContain($"sdk: [{version}, {version[..^3]}x]");
    }

    private Task<string> ReadAsync(params string[] path) =>
        File.ReadAllTextAsync(Path.Combine([clone.Folder, .. path]), TestContext.Current.CancellationToken);

    private Task<Ended> WebAsync(string script, params string[] arguments) =>
        Commands.RunAsync(clone.Folder, "npm", ["--prefix", "web", "run", "--silent", script, .. arguments]);
}
