using System.Security.Cryptography;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>Makes a cluster and changes it while no server runs on it.</summary>
internal sealed class PostgresCluster(Home home, PostgresBinaries binaries, Launcher launcher)
{
    /// <summary>More than 230 random bits, without characters that SQL or a connection string would have to escape.</summary>
    internal static string NewPassword() =>
        RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789", 40);

    /// <summary>Makes the cluster aside and moves it into place when it is whole, so that a kill half-way leaves nothing to open.</summary>
    internal async Task CreateAsync(string password, CancellationToken cancel)
    {
        if (Directory.Exists(home.Cluster) && Directory.EnumerateFileSystemEntries(home.Cluster).Any())
            throw new EmbeddedPostgresException(
                EmbeddedErrors.StartFailed,
                $"The folder {home.Cluster} is not empty and has no PG_VERSION, so it is no whole database: restore it from a backup, "
                    + "or remove it (make clean) to begin with an empty one."
            );

        Folders.RemoveFolder(home.Unfinished);
        Folders.Create(home.Unfinished, Folders.Private);
        if (launcher.Account is { } account)
            await account.GiveAsync(home.Unfinished, cancel);

        // Locale C sorts the same on every machine; texts for people name an ICU collation on their column. Checksums find
        // a disk that lies. The superuser gets no password and no way in.
        await RunAsync(
            launcher.Run(
                binaries.Initdb,
                "-D",
                home.Unfinished,
                "--username=postgres",
                "--auth=reject",
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums",
                "--no-sync",
                "--no-instructions"
            ),
            null,
            cancel
        );

        // One line is one statement. pg_monitor is for the status page; the role owns its database and nothing else.
        await RunSingleAsync(
            home.Unfinished,
            $"""
            CREATE ROLE smartai LOGIN CREATEDB PASSWORD '{password}'
            GRANT pg_monitor TO smartai
            CREATE DATABASE smartai OWNER smartai
            """,
            cancel
        );
        await SyncAsync(cancel);
        Folders.RemoveIfEmpty(home.Cluster);
        Directory.Move(home.Unfinished, home.Cluster);
    }

    /// <summary>Sets a new password where the stored one was lost.</summary>
    internal Task SetPasswordAsync(string password, CancellationToken cancel) =>
        RunSingleAsync(home.Cluster, $"ALTER ROLE smartai PASSWORD '{password}'", cancel);

    /// <summary>Lets the role make physical backups; a cluster that is still to be recovered already knows.</summary>
    internal async Task LetReplicateAsync(CancellationToken cancel)
    {
        if (!File.Exists(Path.Combine(home.Cluster, "recovery.signal")))
            await RunSingleAsync(home.Cluster, "ALTER ROLE smartai REPLICATION", cancel);
    }

    // initdb flushes each file on its own, which takes longer than all the rest; in one go before the move it is cheap.
    private Task SyncAsync(CancellationToken cancel) =>
        RunAsync(launcher.Run(binaries.Initdb, "-D", home.Unfinished, "--sync-only"), null, cancel);

    // Single-user mode asks for no password, and the new one stands on no command line. Statements that fail are only
    // printed there, hence the look at the output.
    private async Task RunSingleAsync(string cluster, string statements, CancellationToken cancel)
    {
        var line = launcher.Run(
            binaries.Postgres,
            "--single",
            "-D",
            cluster,
            "-c",
            "log_checkpoints=off",
            "-c",
            "log_min_error_statement=panic",
            "-c",
            "password_encryption=scram-sha-256",
            "postgres"
        );
        await RunAsync(line, statements + "\n", cancel);
    }

    private async Task RunAsync(IReadOnlyList<string> line, string? input, CancellationToken cancel)
    {
        var result = await ShellCommand.RunAsync(line, home.Path, input, cancel);
        if (!result.Succeeded || result.Output.Contains("ERROR:", StringComparison.Ordinal))
            throw StartFailure.Of(home, result.Output);
    }
}
