using System.Text.Json;

namespace SmartAI.Mcp.Tests.Conformance;

/// <summary>What others' programs say about the server: the public conformance suite, and the inspector's command line.</summary>
public sealed class ConformanceTests(ConformanceFixture platform) : IClassFixture<ConformanceFixture>
{
    private const string Suite = "@modelcontextprotocol/conformance/dist/index.js";
    private const string Inspector = "@modelcontextprotocol/inspector/clients/launcher/build/index.js";

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Whatever_a_revision_requires_and_applies_here_passes(string revision)
    {
        // What does not apply is listed with its reason; an entry that has begun to pass fails the run as well.
        var exceptions = Path.Combine(AppContext.BaseDirectory, "Conformance", $"{revision}.yaml");

        var (exitCode, said, complained) = await NodePrograms.RunAsync(
            Suite,
            "server",
            "--url",
            platform.Address,
            "--requirements",
            revision,
            "--expected-failures",
            exceptions
        );

        exitCode.ShouldBe(0, said + complained);
    }

    [Fact]
    public async Task The_inspectors_command_line_lists_tools_and_calls_one()
    {
        var (listed, tools, oddities) = await InspectAsync("--method", "tools/list", "--strict");
        var (called, result, refused) = await InspectAsync(
            "--method",
            "tools/call",
            "--tool-name",
            "identity_users_list",
            "--tool-arg",
            "limit=1"
        );

        listed.ShouldBe(0, oddities);
        JsonDocument
            .Parse(tools)
            .RootElement.GetProperty("tools")
            .EnumerateArray()
            .Select(t => t.GetProperty("name").GetString())
            .ShouldContain("identity_users_list");
        called.ShouldBe(0, refused);
        JsonDocument.Parse(result).RootElement.GetProperty("structuredContent").GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    private Task<(int ExitCode, string Said, string Complained)> InspectAsync(params string[] arguments) =>
        NodePrograms.RunAsync(
            Inspector,
            ["--cli", platform.Address, "--transport", "http", "--header", $"Authorization: Bearer {platform.Token}", .. arguments]
        );
}
