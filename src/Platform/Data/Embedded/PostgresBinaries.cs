using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>A folder with the programs initdb and postgres of one version, proved to run under PostgreSQL's account.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    internal string Initdb => Program(Folder, "initdb");

    internal string Postgres => Program(Folder, "postgres");

    /// <summary>Asks the program itself; null where it is missing, broken or out of that account's reach.</summary>
    internal static async Task<PostgresBinaries?> ProbeAsync(string folder, Launcher launcher, CancellationToken cancel)
    {
        if (!File.Exists(Program(folder, "initdb")) || !File.Exists(Program(folder, "postgres")))
            return null;
        var asked = await ShellCommand.RunAsync(
            launcher.Run(Program(folder, "postgres"), "--version"),
            Path.GetPathRoot(folder)!,
            null,
            cancel
        );
        var version = VersionLine().Match(asked.Output);
        return asked.Succeeded && version.Success
            ? new PostgresBinaries(folder, int.Parse(version.Groups["major"].Value, CultureInfo.InvariantCulture))
            : null;
    }

    internal static string Program(string folder, string name) => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex VersionLine();
}
