using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SmartAI.Mcp.Tests.Conformance;

/// <summary>The suite and the inspector, from npm (tools/ beside this project), run by a Node that is new enough for them.</summary>
internal static class NodePrograms
{
    private const string Install = "Run: npm ci --prefix tests/Mcp.Tests/tools";

    /// <summary>Runs a script of a package to its end; gives the exit code, what it said, and what it complained of.</summary>
    internal static async Task<(int ExitCode, string Said, string Complained)> RunAsync(string script, params string[] arguments)
    {
        var tools = Tools();
        var start = new ProcessStartInfo(Node(tools))
        {
            WorkingDirectory = tools,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine("node_modules", script));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // Neither a proxy nor colours: what it says is read.
        start.Environment["NO_COLOR"] = "1";
        start.Environment["NO_PROXY"] = "localhost,127.0.0.1";
        // The inspector keeps things in its person's home; a test has none.
        start.Environment["HOME"] = Directory.CreateTempSubdirectory("mcp-tests-").FullName;
        using var process = Process.Start(start)!;
        var cancel = TestContext.Current.CancellationToken;
        try
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel);
            return (process.ExitCode, said[0], said[1]);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string Tools()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tools = Path.Combine(folder.FullName, "tests", "Mcp.Tests", "tools");
            if (Directory.Exists(Path.Combine(tools, "node_modules", "@modelcontextprotocol")))
                return tools;
        }

        throw new InvalidOperationException($"The conformance suite is not installed. {Install}");
    }

    /// <summary>The one from npm where there is one for this machine, or else whatever <c>node</c> is: it has to be 22.19 or newer.</summary>
    private static string Node(string tools)
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var kind = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var fetched = Path.Combine(tools, "node_modules", $"node-{system}-{kind}", "bin", "node");
        return File.Exists(fetched) ? fetched : "node";
    }
}
