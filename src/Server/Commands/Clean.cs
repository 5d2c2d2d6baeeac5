using System.CommandLine;
using SmartAI.Platform.Data.Embedded;
using SmartAI.Platform.Settings;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai clean</c>: removes the embedded database of the data folder, wherever it lives.</summary>
internal static class Clean
{
    internal static Command Command() =>
        new Command("clean", "Remove the embedded database and everything in it.").Runs(
            (_, _) =>
            {
                EmbeddedPostgres.Remove(Path.GetFullPath(SettingsReader.Read<ServerSettings>(Installation.FromEnvironment()).Data));
                return Task.FromResult(0);
            }
        );
}
