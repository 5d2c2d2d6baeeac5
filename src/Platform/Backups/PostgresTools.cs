using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SmartAI.Platform.Data.Embedded;

namespace SmartAI.Platform.Backups;

/// <summary>PostgreSQL's own programs of one major version. pg_dump refuses a newer server, and what a newer one writes an older server may not read.</summary>
internal sealed record PostgresTools(string Folder)
{
    private const int Told = 600;

    /// <summary>Finds those of the server's major version.</summary>
    /// <exception cref="BackupException">They are not on this machine.</exception>
    internal static async Task<PostgresTools> FindAsync(int major, BackupSettings settings, CancellationToken cancel)
    {
        var others = new SortedSet<int>();
        foreach (var folder in settings.Tools is { } only ? [only] : Places(major))
        {
            if (!File.Exists(PostgresBinaries.Program(folder, "pg_dump")) || !File.Exists(PostgresBinaries.Program(folder, "pg_restore")))
                continue;
            var said = await ShellCommand.RunAsync([PostgresBinaries.Program(folder, "pg_dump"), "--version"], folder, null, cancel);
            if (!said.Succeeded || MajorOf(said.Output) is not { } found)
                continue;
            if (found == major)
                return new PostgresTools(folder);
            others.Add(found);
        }

        var here = others.Count == 0 ? "none" : string.Join(", ", others);
        throw new BackupException(
            $"The server is PostgreSQL {major}, and pg_dump and pg_restore of that version are not here (found: {here}). "
                + $"Debian and Ubuntu: apt-get install postgresql-client-{major}, from the PostgreSQL project's own packages where the distribution has another version. "
                + "Or name their folder in SMARTAI_BACKUP__TOOLS."
        );
    }

    /// <summary>Writes a dump of the whole database, as it was in a snapshot, in pg_dump's custom format.</summary>
    internal Task DumpAsync(string connection, string snapshot, Stream to, CancellationToken cancel) =>
        RunAsync(
            "pg_dump",
            ["--format=custom", "--no-password", "--no-sync", $"--snapshot={snapshot}"],
            connection,
            async process => await process.StandardOutput.BaseStream.CopyToAsync(to, cancel),
            cancel
        );

    /// <summary>Writes the server's files as one tar, with the log that they need and their manifest.</summary>
    internal async Task BaseAsync(string connection, Stream to, CancellationToken cancel)
    {
        try
        {
            await RunAsync(
                "pg_basebackup",
                ["--pgdata=-", "--format=tar", "--wal-method=fetch", "--checkpoint=fast", "--no-password", "--label=smartai"],
                connection,
                async process => await process.StandardOutput.BaseStream.CopyToAsync(to, cancel),
                cancel
            );
        }
        catch (BackupException refused) when (refused.Message.Contains("replication", StringComparison.Ordinal))
        {
            throw new BackupException(
                $"{refused.Message} A base backup needs an account that may replicate: alter role \"{new NpgsqlConnectionStringBuilder(connection).Username}\" replication; "
                    + "and a line in pg_hba.conf: host replication <account> <address>/32 scram-sha-256"
            );
        }
    }

    /// <summary>Compares a server's files with the manifest that came with them.</summary>
    /// <exception cref="BackupException">They differ.</exception>
    internal async Task VerifyAsync(string folder, CancellationToken cancel)
    {
        // pg_waldump, which comes with the server, is needed to look at the log too; the recovery looks at it anyway.
        string[] log = File.Exists(PostgresBinaries.Program(Folder, "pg_waldump")) ? [] : ["--no-parse-wal"];
        var said = await ShellCommand.RunAsync([PostgresBinaries.Program(Folder, "pg_verifybackup"), .. log, folder], folder, null, cancel);
        if (!said.Succeeded)
            throw new BackupException($"What was laid down is not what was backed up: {Short(said.Output)}");
    }

    /// <summary>Fills an empty database, or leaves it empty.</summary>
    internal Task RestoreAsync(string connection, Stream from, CancellationToken cancel) =>
        RunAsync(
            "pg_restore",
            [
                "--single-transaction",
                "--exit-on-error",
                "--no-owner",
                "--no-privileges",
                "--no-comments",
                "--no-password",
                $"--dbname={new NpgsqlConnectionStringBuilder(connection).Database}",
            ],
            connection,
            async process =>
            {
                try
                {
                    await from.CopyToAsync(process.StandardInput.BaseStream, cancel);
                    process.StandardInput.Close();
                }
                catch (IOException)
                {
                    // It ended before it read everything: its exit code and words say why.
                }
            },
            cancel
        );

    private async Task RunAsync(string program, string[] arguments, string connection, Func<Process, Task> move, CancellationToken cancel)
    {
        var start = ShellCommand.Describe([PostgresBinaries.Program(Folder, program), .. arguments], Folder);
        Address(start, new NpgsqlConnectionStringBuilder(connection));
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await move(process);
            await process.WaitForExitAsync(cancel);
            // A terminal's Ctrl-C reaches this child too: then its complaint is not the reason.
            cancel.ThrowIfCancellationRequested();
            if (process.ExitCode != 0)
                throw new BackupException($"{program} failed: {Short(await errors)}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    // By the environment: arguments are seen by everybody on the machine.
    private static void Address(ProcessStartInfo start, NpgsqlConnectionStringBuilder address)
    {
        Set("PGHOST", address.Host);
        Set("PGPORT", address.Port.ToString(CultureInfo.InvariantCulture));
        Set("PGUSER", address.Username);
        Set("PGPASSWORD", address.Password);
        Set("PGPASSFILE", address.Passfile);
        Set("PGDATABASE", address.Database);
        Set("PGSSLROOTCERT", address.RootCertificate);
        Set("PGAPPNAME", "smartai-backup");
        Set(
            "PGSSLMODE",
            address.SslMode switch
            {
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                var mode => mode.ToString().ToLowerInvariant(),
            }
        );

        void Set(string name, string? value)
        {
            if (value is not null)
                start.Environment[name] = value;
        }
    }

    private static IEnumerable<string> Places(int major) =>
        [
            $"/usr/lib/postgresql/{major}/bin",
            $"/usr/pgsql-{major}/bin",
            $"/opt/homebrew/opt/postgresql@{major}/bin",
            $"/usr/local/opt/postgresql@{major}/bin",
            $"/Library/PostgreSQL/{major}/bin",
            // The rest only for the sentence about what is here instead.
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathRooted).Select(RealFolder),
        ];

    private static string RealFolder(string folder) =>
        File.Exists(PostgresBinaries.Program(folder, "pg_dump")) ? RealPath.Of(folder) : folder;

    private static int? MajorOf(string version) =>
        version.Split(") ") is [_, var number, ..] && int.TryParse(number.Split('.', ' ')[0], CultureInfo.InvariantCulture, out var major)
            ? major
            : null;

    private static string Short(string words)
    {
        var line = string.Join(' ', words.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Told ? line : line[..Told] + "…";
    }
}
