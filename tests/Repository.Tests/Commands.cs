using System.Diagnostics;

namespace SmartAI.Repository.Tests;

/// <summary>Programs as a contributor runs them.</summary>
internal static class Commands
{
    /// <summary>Runs a program to its end; its two outputs are told as one.</summary>
    internal static async Task<Ended> RunAsync(string folder, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A test that itself runs in a hook must not work on the repository around it.
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Ended(process.ExitCode, string.Concat(said));
    }
}

/// <summary>What a program said until it ended.</summary>
internal sealed record Ended(int Code, string Words);
