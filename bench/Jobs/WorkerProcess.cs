using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace SmartAI.Bench.Jobs;

/// <summary>A worker of this program's own, stopped at the end.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>Part of the line that a worker says when it is ready.</summary>
    internal const string IsRunning = "Worker is running";

    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    internal static async Task<WorkerProcess> StartAsync(string verb)
    {
        var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [verb]) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var running = new TaskCompletionSource();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains(IsRunning, StringComparison.Ordinal) == true)
                running.TrySetResult();
        };
        process.BeginOutputReadLine();
        if (await Task.WhenAny(running.Task, process.WaitForExitAsync()) != running.Task)
            throw new InvalidOperationException($"The worker has ended with {process.ExitCode}.");
        return new WorkerProcess(process);
    }

    internal double CpuSeconds()
    {
        _process.Refresh();
        return _process.TotalProcessorTime.TotalSeconds;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}

/// <summary>What all of PostgreSQL's processes for this database have used, on this machine.</summary>
internal static class DatabaseCpu
{
    internal static async Task<double> SecondsAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select pid from pg_stat_activity");
        await using var rows = await command.ExecuteReaderAsync();
        var seconds = 0d;
        while (await rows.ReadAsync())
            if (File.Exists($"/proc/{rows.GetInt32(0)}/stat"))
            {
                var parts = (await File.ReadAllTextAsync($"/proc/{rows.GetInt32(0)}/stat")).Split(") ")[1].Split(' ');
                // utime and stime, in the hundredths of a second that the kernel counts in.
                seconds +=
                    (long.Parse(parts[11], CultureInfo.InvariantCulture) + long.Parse(parts[12], CultureInfo.InvariantCulture)) / 100d;
            }
        return seconds;
    }
}
