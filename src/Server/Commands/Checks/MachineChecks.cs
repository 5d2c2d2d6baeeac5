using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SmartAI.Platform.Settings;

namespace SmartAI.Server.Commands.Checks;

/// <summary>What the machine must have, whatever the settings say of the database.</summary>
internal static class MachineChecks
{
    private static readonly Version OldestNode = new(20, 19);

    internal static IReadOnlyList<Func<CancellationToken, IAsyncEnumerable<Finding>>> All { get; } = [Dotnet, Node, Disk, Port, WebBuild];

    private static async IAsyncEnumerable<Finding> Dotnet([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        yield return Environment.Version.Major >= 10
            ? Finding.Ok(".NET", $"{RuntimeInformation.FrameworkDescription} runs this program.")
            : Finding.Fail(".NET", $"{RuntimeInformation.FrameworkDescription} is too old.", "Install the .NET 10 SDK.");
    }

    private static async IAsyncEnumerable<Finding> Node([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var found = await RunAsync("node", "--version", cancel);
        if (found is null)
            yield return Finding.Warn(
                "Node",
                "Node is not on the PATH; it is needed to build the web app only.",
                "Install Node 20.19 or newer where you build."
            );
        else if (Version.TryParse(found.Trim().TrimStart('v'), out var version) && version >= OldestNode)
            yield return Finding.Ok("Node", $"{version} can build the web app.");
        else
            yield return Finding.Fail("Node", $"{found.Trim()} cannot build the web app.", "Install Node 20.19 or newer.");
    }

    private static async IAsyncEnumerable<Finding> Disk([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        var data = Path.GetFullPath(SettingsReader.Read<ServerSettings>(Installation.FromEnvironment()).Data);
        var existing = new DirectoryInfo(data);
        while (!existing.Exists && existing.Parent is not null)
            existing = existing.Parent;
        var free = new DriveInfo(existing.FullName).AvailableFreeSpace / (1024 * 1024);
        yield return free > 1024
            ? Finding.Ok("disk", $"{free / 1024} GB are free for {data}.")
            : Finding.Fail("disk", $"Only {free} MB are free for {data}.", "Free some space, or name another folder in SMARTAI_DATA.");
    }

    private static async IAsyncEnumerable<Finding> Port([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        var settings = SettingsReader.Read<ServerSettings>(Installation.FromEnvironment());
        using var socket = new TcpListener(IPAddress.Parse(settings.Listen), settings.Port);
        var free = true;
        try
        {
            socket.Start();
        }
        catch (SocketException)
        {
            free = false;
        }

        yield return free
            ? Finding.Ok("port", $"{settings.Listen}:{settings.Port} is free.")
            : Finding.Warn(
                "port",
                $"Something listens on {settings.Listen}:{settings.Port}; it may be this platform.",
                "Choose another if it is not: SMARTAI_PORT=8081"
            );
    }

    private static async IAsyncEnumerable<Finding> WebBuild(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await Task.CompletedTask;
        yield return new Web.WebApp(SettingsReader.Read<ServerSettings>(Installation.FromEnvironment())).IsBuilt
            ? Finding.Ok("web app", "It is built and beside the program.")
            : Finding.Fail("web app", "It is not built.", "Run: make build");
    }

    private static async Task<string?> RunAsync(string program, string argument, CancellationToken cancel)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, argument)
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            )!;
            var output = await process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // not there
        }
    }
}
