using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SmartAI.Platform.Data.Embedded;

namespace SmartAI.Server.Tests;

/// <summary>A data folder of a test's own; what was started on it is gone with it.</summary>
public sealed class DataFolder : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartai-serve-");

    /// <summary>Makes it.</summary>
    public DataFolder()
    {
        // PostgreSQL runs under an account of its own where the tests run as root.
        if (!OperatingSystem.IsWindows())
            _folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    }

    internal string Path => System.IO.Path.Combine(_folder.FullName, "data");

    internal string In(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>The process of the PostgreSQL that works on this folder; 0 where none says so.</summary>
    internal int PostgresId() =>
        In("postgres", "cluster", "postmaster.pid") is var file && File.Exists(file)
            ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture)
            : 0;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        EmbeddedPostgres.Remove(Path);
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary><c>smartai serve</c> in a process of its own, ready.</summary>
internal sealed class Served : IAsyncDisposable
{
    private const string Ready = "SmartAIPlatForm is ready: ";
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Served(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal Uri Address { get; private set; } = null!;
    internal int Id => _process.Id;
    internal bool HasExited => _process.HasExited;

    /// <summary>All that it wrote.</summary>
    internal string Said => string.Join('\n', _lines);

    /// <summary>The token of the first administrator's link, which is printed after the address.</summary>
    internal async Task<string> SetupTokenAsync()
    {
        const string before = "/setup?token=";
        await Eventually.TrueAsync(() => Said.Contains(before, StringComparison.Ordinal), "the first administrator's link is printed");
        return Said.Split(before)[1].Split('\n')[0].Trim();
    }

    /// <summary>On a data folder, with the embedded database.</summary>
    internal static Task<Served> OnAsync(DataFolder data, params (string, string)[] settings) =>
        StartAsync([("SMARTAI_DATA", data.Path), ("SMARTAI_PORT", "0"), .. settings]);

    internal static Task<Served> StartAsync(params (string, string)[] settings) => StartAsync(Smartai.Program, settings);

    /// <summary>Another release's.</summary>
    internal static async Task<Served> StartAsync(string program, (string, string)[] settings)
    {
        var served = new Served(Smartai.StartProgram(program, ["serve"], settings));
        var first = await Task.WhenAny(served._address.Task, served._process.WaitForExitAsync()).WaitAsync(Patience.Long);
        if (first != served._address.Task)
            throw new InvalidOperationException($"It ended with {served._process.ExitCode}:\n{served.Said}");
        served.Address = await served._address.Task;
        return served;
    }

    /// <summary>kill -9 of this process alone.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks it to stop; its exit code.</summary>
    internal Task<int> StopAsync(PosixSignal signal)
    {
        Smartai.Signal(Id, signal);
        return ExitAsync();
    }

    /// <summary>Its exit code, once it has ended.</summary>
    internal async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience.Long);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
            await StopAsync(PosixSignal.SIGTERM);
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        if (line.Contains(Ready, StringComparison.Ordinal))
            _address.TrySetResult(new Uri(line.Split(Ready)[1].Trim()));
    }
}
