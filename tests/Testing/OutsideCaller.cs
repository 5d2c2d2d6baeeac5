using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using SmartAI.Mcp;
using SmartAI.Mcp.Client;
using SmartAI.Mcp.Servers;
using SmartAI.Mcp.Tools;

namespace SmartAI.Testing;

/// <summary>The platform's own client of other MCP servers, in a process of its own: the public conformance suite starts one for each scenario.</summary>
internal static class OutsideCaller
{
    /// <summary>Lists the tools of a server and calls the one that the suite may offer; 0 if the server answered.</summary>
    internal static async Task<int> RunAsync(string address)
    {
        var settings = new McpSettings { AllowedNetworks = ["127.0.0.0/8", "::1"] };
        using var client = new ServerClient(
            new ServerAddresses(settings),
            new ServerSecrets(new EphemeralDataProtectionProvider()),
            settings
        );
        var server = new OutsideServer
        {
            Id = Guid.Empty,
            Name = "suite",
            Prefix = "suite",
            Url = address,
            Seconds = 20,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        var (offered, failure) = await client.ListAsync(server, CancellationToken.None);
        if (offered?.Usable.FirstOrDefault(t => t.Name == "add_numbers") is { } sum)
        {
            var tool = OutsideTool.Of(server.Id, sum, TimeProvider.System);
            tool.AllowedHash = tool.Hash;
            (_, failure) = await client.CallAsync(server, tool, JsonElement.Parse("""{"a":2,"b":3}"""), CancellationToken.None);
        }

        if (failure is not null)
            await Console.Error.WriteLineAsync($"{failure.Error.Code} {failure.Detail}");
        return failure is null ? 0 : 1;
    }
}
