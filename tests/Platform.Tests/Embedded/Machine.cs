using System.Diagnostics;

namespace SmartAI.Platform.Tests.Embedded;

/// <summary>Programs of the machine that set a stage for a test.</summary>
internal static class Machine
{
    internal const string NeedsRoot = "Switches accounts or mounts a file system, which root alone may do.";

    internal static async Task RunAsync(params string[] line) => (await TryAsync(line)).ShouldBeTrue(string.Join(' ', line));

    internal static async Task<bool> TryAsync(params string[] line)
    {
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { UseShellExecute = false })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }
}
