using System.CommandLine;
using SmartAI.Platform.Backups;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai wal</c>: what PostgreSQL's archive_command and restore_command call. It needs place and key, and no database.</summary>
internal static class Wal
{
    // PostgreSQL takes any failure of restore_command for the end of the log and goes on with what it has, unless the code is above 125: then it stops.
    private const int Abort = 150;
    private const int NotThere = 1;

    internal static Command Command() =>
        new("wal", "Keep PostgreSQL's log beside the backups, and give it back to a recovery.") { Push(), Fetch() };

    /// <summary>How a server calls it, as far as the program goes.</summary>
    internal static string Self(string verb) =>
        Environment.ProcessPath is { } program && Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? $"\"{program}\" \"{Path.Combine(AppContext.BaseDirectory, "smartai.dll")}\" {verb}"
            : $"\"{Environment.ProcessPath}\" {verb}";

    private static Command Push()
    {
        var to = Backup.Place();
        var path = new Argument<string>("path") { Description = "The segment, as archive_command's %p." };
        return new Command("push", "Keep one segment, sealed; never over another of its name.") { path, to }.Runs(
            async (parsed, cancel) =>
            {
                await WalArchive.Open(Installation.FromEnvironment(), parsed.GetValue(to)).PushAsync(parsed.GetValue(path)!, cancel);
                return 0;
            }
        );
    }

    private static Command Fetch()
    {
        var from = Backup.Place();
        var name = new Argument<string>("name") { Description = "The segment's name, as restore_command's %f." };
        var path = new Argument<string>("path") { Description = "Where it is wanted, as restore_command's %p." };
        return new Command("fetch", "Give one segment back: 1 where it is not kept, above 125 where it cannot be used.")
        {
            name,
            path,
            from,
        }.Runs(
            async (parsed, cancel) =>
            {
                try
                {
                    var archive = WalArchive.Open(Installation.FromEnvironment(), parsed.GetValue(from));
                    return await archive.FetchAsync(parsed.GetValue(name)!, parsed.GetValue(path)!, cancel) ? 0 : NotThere;
                }
                // Whatever it is: with any other code the server would take it for the end of the log.
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    await Console.Error.WriteLineAsync(failure.Message);
                    return Abort;
                }
            }
        );
    }
}
