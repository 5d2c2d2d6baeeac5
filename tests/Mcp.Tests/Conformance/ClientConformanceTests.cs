namespace SmartAI.Mcp.Tests.Conformance;

/// <summary>What the public conformance suite says about the platform as a client of other servers. Why there are no more is in docs/builders/mcp.md.</summary>
public sealed class ClientConformanceTests
{
    [Theory]
    [InlineData("tools_call", "2025-11-25")]
    [InlineData("tools_call", "2026-07-28")]
    [InlineData("json-schema-ref-no-deref", "2026-07-28")]
    public async Task A_scenario_that_applies_passes(string scenario, string revision)
    {
        var client = Path.Combine(AppContext.BaseDirectory, "SmartAI.Testing.dll");

        var (exitCode, said, complained) = await NodePrograms.RunAsync(
            "@modelcontextprotocol/conformance/dist/index.js",
            "client",
            "--command",
            $"dotnet {client} mcp-client",
            "--scenario",
            scenario,
            "--spec-version",
            revision
        );

        exitCode.ShouldBe(0, said + complained);
    }
}
