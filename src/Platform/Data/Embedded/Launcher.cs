namespace SmartAI.Platform.Data.Embedded;

/// <summary>Makes the command line that runs a PostgreSQL program under the right account and in the right session.</summary>
internal sealed class Launcher(Account? account)
{
    private const string Setsid = "/usr/bin/setsid";
    private const string Perl = "/usr/bin/perl";

    internal Account? Account => account;

    internal IReadOnlyList<string> Run(string program, params IEnumerable<string> arguments) =>
        [.. account?.Prefix ?? [], program, .. arguments];

    /// <summary>The same in a session of its own.</summary>
    /// <remarks>
    /// Ctrl-C reaches everything in the terminal's foreground group: without this PostgreSQL would stop before the server
    /// has ended its requests. Windows does it by a flag of the process (<see cref="ServerProcess"/>); macOS has no setsid program.
    /// </remarks>
    internal IReadOnlyList<string> Serve(string program, params IEnumerable<string> arguments) =>
        Run(program, arguments) switch
        {
            var line when File.Exists(Setsid) => [Setsid, .. line],
            var line when !OperatingSystem.IsWindows() && File.Exists(Perl) =>
            [
                Perl,
                "-MPOSIX",
                "-e",
                "POSIX::setsid(); exec {$ARGV[0]} @ARGV or exit 127",
                .. line,
            ],
            var line => line,
        };
}
