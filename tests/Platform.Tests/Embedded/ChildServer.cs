using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using SmartAI.Platform.Data.Embedded;
using SmartAI.Platform.Tests.Embedded;

/// <summary>
/// Lets this assembly run as a small server in another process, which a test kills or runs as an ordinary user: .NET calls a
/// class of this name before anything else where <c>DOTNET_STARTUP_HOOKS</c> names its assembly.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1050", Justification = ".NET looks for it outside of any namespace.")]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "MA0047", Justification = ".NET looks for it outside of any namespace.")]
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(ChildServer.FolderVariable) is not { } data)
            return;
        // Its children are PostgreSQL's programs and inherit these.
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        RunAsync(data).GetAwaiter().GetResult();
        Environment.Exit(0);
    }

    private static async Task RunAsync(string data)
    {
        try
        {
            var options = new EmbeddedOptions(data, Installation.NodeModules, null);
            await using var database = await EmbeddedPostgres.StartAsync(
                options,
                NullLogger.Instance,
                TimeProvider.System,
                CancellationToken.None
            );
            Console.WriteLine($"ready {database.ConnectionString}");
            await Console.In.ReadToEndAsync();
        }
        catch (EmbeddedPostgresException refused)
        {
            Console.WriteLine($"{refused.Code} {refused.Message}");
        }
    }
}

namespace SmartAI.Platform.Tests.Embedded
{
    /// <summary>A server in a process of its own.</summary>
    internal sealed class ChildServer : IAsyncDisposable
    {
        internal const string FolderVariable = "SMARTAI_TEST_CHILD_DATA";

        private readonly Process _process;

        private ChildServer(Process process, string said) => (_process, Said) = (process, said);

        /// <summary>"ready" with the connection string, or a code with its sentence.</summary>
        internal string Said { get; }

        internal string ConnectionString =>
            Said.StartsWith("ready ", StringComparison.Ordinal) ? Said[6..] : throw new InvalidOperationException(Said);

        /// <param name="data">Its data folder.</param>
        /// <param name="prefix">What stands before the command, to run it as another account.</param>
        internal static async Task<ChildServer> StartAsync(string data, params string[] prefix)
        {
            var assembly = typeof(ChildServer).Assembly.Location;
            string[] line = [.. prefix, Dotnet, "exec", assembly];
            var start = new ProcessStartInfo(line[0], line[1..])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
            start.Environment[FolderVariable] = data;
            var process = Process.Start(start)!;
            var said = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            return new ChildServer(process, said ?? "nothing");
        }

        /// <summary>kill -9 of this process alone.</summary>
        internal async Task KillAsync()
        {
            _process.Kill();
            await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            if (!_process.HasExited)
                _process.StandardInput.Close();
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }

        private static string Dotnet =>
            Path.GetFullPath(
                Path.Combine(
                    RuntimeEnvironment.GetRuntimeDirectory(),
                    "..",
                    "..",
                    "..",
                    OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"
                )
            );
    }
}
