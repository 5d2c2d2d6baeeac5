using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SmartAI.Notifications.Tests;

/// <summary>An installation whose jobs are run by <c>smartai worker</c>, in a process that a test may kill at any moment.</summary>
public sealed class KilledWorkerFixture : PlatformFixture, IAsyncLifetime
{
    internal SmtpServer Smtp { get; private set; } = null!;
    internal WebhookReceiver Receiver { get; private set; } = null!;

    protected override bool WithWorker => false;

    protected override void Configure(Dictionary<string, string?> settings) => settings["Notifications:AllowedNetworks"] = "127.0.0.1";

    public new async ValueTask InitializeAsync()
    {
        Smtp = await SmtpServer.StartAsync("--mode", "address");
        Receiver = await WebhookReceiver.StartAsync();
        await base.InitializeAsync();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
        await Smtp.DisposeAsync();
    }

    internal Task<WorkerProcess> WorkerAsync(int concurrency = 2) =>
        WorkerProcess.StartAsync(
            concurrency,
            ("SMARTAI_DATABASE", Database.ConnectionString),
            // As the nodes of a test have it.
            ("SMARTAI_SECRETS__MASTER_KEY", "a master key for tests, the same on every node"),
            ("SMARTAI_JOBS__LEASE", "00:00:02"),
            ("SMARTAI_JOBS__POLLEVERY", "00:00:00.2"),
            ("SMARTAI_MAIL__SMTPHOST", "127.0.0.1"),
            ("SMARTAI_MAIL__SMTPPORT", Smtp.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("SMARTAI_MAIL__SMTPSECURITY", "none"),
            ("SMARTAI_MAIL__FROM", "SmartAI <no-reply@example.org>"),
            ("SMARTAI_NOTIFICATIONS__ALLOWEDNETWORKS", "127.0.0.1"),
            ("SMARTAI_NOTIFICATIONS__WEBHOOKTIMEOUT", "00:00:30")
        );
}

/// <summary><c>smartai worker</c>, running.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    private WorkerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private string Said => string.Join('\n', _said);

    internal static async Task<WorkerProcess> StartAsync(int concurrency, params (string Name, string Value)[] settings)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var program = Path.Combine(AppContext.BaseDirectory, "smartai.dll");
        var start = new ProcessStartInfo(dotnet, ["exec", program, "worker", "--concurrency", $"{concurrency}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("SMARTAI_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var worker = new WorkerProcess(Process.Start(start)!);
        await Eventually.TrueAsync(
            () => worker.Said.Contains("Worker is running", StringComparison.Ordinal) || worker._process.HasExited,
            "the worker runs"
        );
        worker._process.HasExited.ShouldBeFalse(worker.Said);
        return worker;
    }

    /// <summary>kill -9.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
