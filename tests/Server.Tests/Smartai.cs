using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SmartAI.Server.Tests;

/// <summary>The built program in a process of its own.</summary>
internal static class Smartai
{
    /// <summary>Runs a verb to its end.</summary>
    internal static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string[] arguments,
        string? input = null,
        params (string Name, string Value)[] settings
    )
    {
        using var process = Start(arguments, settings);
        if (input is not null)
            await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }

    internal static Process Start(string[] arguments, params (string Name, string Value)[] settings)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(dotnet, ["exec", Path.Combine(AppContext.BaseDirectory, "smartai.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("SMARTAI_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
