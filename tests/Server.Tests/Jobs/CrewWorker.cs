using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SmartAI.Server.Tests.Jobs;

/// <summary><c>smartai worker</c> in a process of its own, with the kinds of tests/Testing/Crew.cs.</summary>
internal sealed class CrewWorker : IAsyncDisposable
{
    private const string Ready = "Worker is running";
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _running = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CrewWorker(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal int Id => _process.Id;
    internal bool HasExited => _process.HasExited;
    internal string Said => string.Join('\n', _lines);

    /// <summary>With a lease of two seconds, so that a test need not wait longer for what a killed worker held.</summary>
    internal static CrewWorker Start(string connection, params string[] arguments) =>
        new(
            Smartai.StartProgram(
                Path.Combine(AppContext.BaseDirectory, "SmartAI.Testing.dll"),
                ["worker", .. arguments],
                ("SMARTAI_DATABASE", connection),
                ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef"),
                ("SMARTAI_JOBS__LEASE", "00:00:02"),
                ("SMARTAI_JOBS__POLLEVERY", "00:00:00.2"),
                ("SMARTAI_JOBS__RETRYAFTER", "00:00:00.5"),
                // A crash must not spend its time on a picture of the memory.
                ("DOTNET_DbgEnableMiniDump", "0")
            )
        );

    internal async Task<CrewWorker> RunningAsync()
    {
        var first = await Task.WhenAny(_running.Task, _process.WaitForExitAsync()).WaitAsync(Patience.Long);
        return first == _running.Task ? this : throw new InvalidOperationException($"It ended with {_process.ExitCode}:\n{Said}");
    }

    /// <summary>kill -9, and over: when this returns nothing of it runs any more.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Its exit code, once it has ended by itself.</summary>
    internal async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience.Long);
        return _process.ExitCode;
    }

    internal Task<int> StopAsync()
    {
        Smartai.Signal(Id, PosixSignal.SIGTERM);
        return ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        if (line.Contains(Ready, StringComparison.Ordinal))
            _running.TrySetResult();
    }
}
