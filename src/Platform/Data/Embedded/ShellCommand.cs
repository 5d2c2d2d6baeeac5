using System.ComponentModel;
using System.Diagnostics;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>A short-lived program, run to its end.</summary>
internal static class ShellCommand
{
    internal sealed record Result(int ExitCode, string Output)
    {
        internal bool Succeeded => ExitCode == 0;
    }

    internal static async Task<Result> RunAsync(IReadOnlyList<string> line, string folder, string? input, CancellationToken cancel)
    {
        using var process = new Process { StartInfo = Describe(line, folder) };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return new Result(127, missing.Message); // as a shell says it: not there, or not to be run
        }

        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await FeedAsync(process, input, cancel);
            await Task.WhenAll(output, errors);
            await process.WaitForExitAsync(cancel);
            return new Result(process.ExitCode, (await errors).Trim() + "\n" + (await output).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true); // half an initdb is thrown away by the next start
            throw;
        }
    }

    /// <summary>All three streams are redirected: a child that held the terminal would change its modes.</summary>
    internal static ProcessStartInfo Describe(IReadOnlyList<string> line, string folder)
    {
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // PGPORT, PGDATA and their like belong to the caller's own databases; messages are read, so they are in English.
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static async Task FeedAsync(Process process, string? input, CancellationToken cancel)
    {
        try
        {
            if (input is not null)
                await process.StandardInput.WriteAsync(input.AsMemory(), cancel);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended before it read everything: its exit code and words say why.
        }
    }
}
