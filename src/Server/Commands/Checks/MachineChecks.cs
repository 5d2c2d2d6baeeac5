using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using SmartAI.Platform.Settings;

namespace SmartAI.Server.Commands.Checks;

/// <summary>What the machine must have, whatever the settings say of the database.</summary>
internal static class MachineChecks
{
    internal static IReadOnlyList<Func<CancellationToken, IAsyncEnumerable<Finding>>> All { get; } =
    [Dotnet, Node, EngineChecks.Containers, Disk, Port, WebBuild];

    private static IAsyncEnumerable<Finding> Dotnet(CancellationToken cancel) =>
        BuilderAsync(".NET", "dotnet", v => v.Major >= 10, "Install the .NET 10 SDK where you build.", cancel);

    // The versions that Vite runs on.
    private static IAsyncEnumerable<Finding> Node(CancellationToken cancel) =>
        BuilderAsync(
            "Node",
            "node",
            v => v is { Major: 20, Minor: >= 19 } or { Major: 22, Minor: >= 12 } or { Major: > 22 },
            "Install Node 20.19, 22.12 or newer where you build.",
            cancel
        );

    /// <summary>What is needed to build and not to run: that it is absent is worth a note, that it is too old a failure.</summary>
    private static async IAsyncEnumerable<Finding> BuilderAsync(
        string name,
        string program,
        Func<Version, bool> builds,
        string advice,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var found = (await RunAsync(program, ["--version"], cancel))?.Trim();
        yield return found switch
        {
            null => Finding.Warn(name, $"\"{program} --version\" does not answer; a build needs it, a running server does not.", advice),
            _ when Version.TryParse(found.TrimStart('v').Split('-')[0], out var version) && builds(version) => Finding.Ok(
                name,
                $"{found} can build."
            ),
            _ => Finding.Fail(name, $"{found} cannot build this version.", advice),
        };
    }

    private static async IAsyncEnumerable<Finding> Disk([EnumeratorCancellation] CancellationToken cancel)
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

    private static async IAsyncEnumerable<Finding> Port([EnumeratorCancellation] CancellationToken cancel)
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

    private static async IAsyncEnumerable<Finding> WebBuild([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        yield return new Web.WebApp(SettingsReader.Read<ServerSettings>(Installation.FromEnvironment())).IsBuilt
            ? Finding.Ok("web app", "It is built and beside the program.")
            : Finding.Fail("web app", "It is not built.", "Run: make build");
    }

    // Looked up here: the system would first take one that lies beside this program or in the current folder.
    internal static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{program}.exe" : program))
            .FirstOrDefault(File.Exists);

    /// <summary>What a program answers; null where it is not there, fails, or is silent for ten seconds, as an engine that is being started.</summary>
    internal static async Task<string?> RunAsync(string program, string[] arguments, CancellationToken cancel)
    {
        if (Find(program) is not { } found)
            return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(found, arguments)
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            )!;
            try
            {
                var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return process.ExitCode == 0 ? output : null;
            }
            finally
            {
                if (!process.HasExited)
                    process.Kill(entireProcessTree: true);
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // not to be run
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
