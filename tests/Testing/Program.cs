using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using SmartAI.Server.Commands;
using SmartAI.Testing;

// dotnet run --project tests/Testing -- worker: the server's own verb, with the kinds of jobs in Crew.cs beside its own.
if (args is ["worker", ..])
    // As the server's own program waits for what runs.
    return await new RootCommand { Worker.Command(Crew.AddTo) }
        .Parse(args)
        .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });

// dotnet run --project tests/Testing -- mcp-client <address>: the platform as a client of an MCP server.
if (args is ["mcp-client", var address])
    return await OutsideCaller.RunAsync(address);

// dotnet run --project tests/Testing -- database <file> [<major version>]: runs the database server that several test processes share, writes its
// connection string to the file once it answers, and stops it on SIGTERM or SIGINT.
if (args is not ["database", var file, .. var version] || version.Length > 1)
{
    await Console.Error.WriteLineAsync(
        "Usage: database <file for the connection string> [version], worker --help, or mcp-client <address>"
    );
    return 2;
}

var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
await using (
    var server = await DatabaseServer.Own.StartAsync(version is [var major] ? int.Parse(major, CultureInfo.InvariantCulture) : null)
)
{
    // Renamed into place: whoever waits for the file must not read half of it.
    await File.WriteAllTextAsync(file + ".new", server.ConnectionString);
    File.Move(file + ".new", file, overwrite: true);
    await end.Task;
}

File.Delete(file);
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    end.TrySetResult();
}
