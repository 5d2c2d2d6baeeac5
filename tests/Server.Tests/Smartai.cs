using System.Diagnostics;
using System.Runtime.InteropServices;

// Signals, scripts and /proc: what these tests are about.
[assembly: System.Runtime.Versioning.UnsupportedOSPlatform("windows")]

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
        return await EndAsync(process);
    }

    /// <summary>Runs a verb of another release to its end.</summary>
    internal static async Task<(int ExitCode, string Output, string Error)> RunProgramAsync(
        string program,
        string[] arguments,
        params (string Name, string Value)[] settings
    )
    {
        using var process = StartProgram(program, arguments, settings);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Runs one of the repository's scripts to its end.</summary>
    internal static async Task<(int ExitCode, string Output, string Error)> ScriptAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(Described("bash", [script, .. arguments], []))!;
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Runs what a page tells an operator to type, up to the first command that fails.</summary>
    internal static async Task<(int ExitCode, string Output, string Error)> TypedAsync(
        string commands,
        params (string Name, string Value)[] settings
    )
    {
        var shell = $"smartai() {{ '{Dotnet}' exec '{Program}' \"$@\"; }}\n{commands}";
        using var process = Process.Start(Described("bash", ["-euo", "pipefail", "-c", shell], settings))!;
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Starts what a page tells an operator to type, of which the last command goes on: its process is the one that is returned.</summary>
    internal static Process StartTyped(string commands, params (string Name, string Value)[] settings)
    {
        var shell = $"smartai() {{ exec '{Dotnet}' exec '{Program}' \"$@\"; }}\n{commands}";
        var process = Process.Start(Described("bash", ["-euo", "pipefail", "-c", shell], settings))!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a verb by a shell that has mounts of its own, as root of its own where the tests are not root; the verb is the shell's arguments.</summary>
    internal static async Task<(int ExitCode, string Output, string Error)> WithinAsync(
        string shell,
        string[] arguments,
        params (string Name, string Value)[] settings
    )
    {
        string[] own = Environment.IsPrivilegedProcess ? ["--mount"] : ["--mount", "--user", "--map-root-user"];
        using var process = Process.Start(
            Described("unshare", [.. own, "bash", "-c", shell, "bash", Dotnet, "exec", Program, .. arguments], settings)
        )!;
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    internal static Process Start(string[] arguments, params (string Name, string Value)[] settings) =>
        StartProgram(Program, arguments, settings);

    internal static Process StartProgram(string program, string[] arguments, params (string Name, string Value)[] settings) =>
        Process.Start(Described(Dotnet, ["exec", program, .. arguments], settings))!;

    /// <summary>Sends a signal, as <c>kill</c> and a terminal do.</summary>
    internal static void Signal(int pid, PosixSignal signal) => Kill(pid, s_numbers[signal]).ShouldBe(0, $"{signal} to {pid}");

    /// <summary>kill -9.</summary>
    internal static void Kill(int pid) => Kill(pid, 9).ShouldBe(0, $"kill -9 {pid}");

    /// <summary>Orphans that have ended may stay listed until the system's first process takes note: they have no words any more.</summary>
    internal static bool IsRunning(int pid) => File.Exists($"/proc/{pid}/cmdline") && File.ReadAllText($"/proc/{pid}/cmdline").Length > 0;

    /// <summary>The repository that these tests were built in.</summary>
    internal static string Root { get; } = FindRoot();

    internal static string Dotnet { get; } =
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    internal static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "smartai.dll");

    private static readonly Dictionary<PosixSignal, int> s_numbers = new() { [PosixSignal.SIGINT] = 2, [PosixSignal.SIGTERM] = 15 };

    private static ProcessStartInfo Described(string file, string[] arguments, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(file, arguments)
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
        return start;
    }

    private static async Task<(int ExitCode, string Output, string Error)> EndAsync(Process process)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Patience.Long);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "SmartAI.slnx")))
                return folder.FullName;
        throw new DirectoryNotFoundException("These tests run the repository's scripts: run them from inside it.");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
