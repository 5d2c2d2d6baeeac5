using Microsoft.Extensions.Logging;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>
/// A PostgreSQL of the installation's own: found on the machine or brought by npm, run as a child of this process on a
/// private port, brought back when it dies, and stopped with this object.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly Supervisor _supervisor;

    private EmbeddedPostgres(DataFolder folder, Supervisor supervisor, string password, int major, string? putAside)
    {
        (_folder, _supervisor, PutAside) = (folder, supervisor, putAside);
        ConnectionString = ConnectionFile.Compose(supervisor.Port, password);
        Major = major;
    }

    /// <summary>For Npgsql: 127.0.0.1, the private port, role and database <c>smartai</c>, the password.</summary>
    /// <remarks>It stays true while this object lives.</remarks>
    public string ConnectionString { get; }

    /// <summary>PostgreSQL's major version.</summary>
    public int Major { get; }

    /// <summary>Where segments of the log wait for whoever keeps them; null where none are put aside.</summary>
    public string? PutAside { get; }

    /// <summary>Finds or makes the database and returns when it answers; an orphan of a killed server is adopted or stopped.</summary>
    /// <param name="options">Where the data is and where PostgreSQL may come from.</param>
    /// <param name="logger">Hears of adoptions, restarts and other ports.</param>
    /// <param name="clock">Times the waiting for processes, so it must run by itself: not a test's clock that stands still.</param>
    /// <param name="cancel">Gives up; a half-started server is stopped.</param>
    /// <exception cref="EmbeddedPostgresException">It cannot run; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedOptions options,
        ILogger logger,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var folder = DataFolder.Open(options.DataFolder);
        try
        {
            var account = await Account.ChooseAsync(folder.ExistingCluster, cancel);
            var home = await folder.SettleAsync(account, cancel);
            var launcher = new Launcher(account);
            var binaries = await new PostgresFinder(launcher, home, NpmPackage.In(options.NodeModules), options.Major).FindAsync(cancel);
            if (options.KeepsLog && !Directory.Exists(home.PutAside))
            {
                Folders.Create(home.PutAside, Folders.Private);
                if (account is not null)
                    await account.GiveAsync(home.PutAside, cancel);
            }

            var start = new ServerStart(home, binaries, launcher, options, logger, clock);
            var stored = folder.Connection.Read();
            var password = stored?.Password ?? PostgresCluster.NewPassword();

            var running = await start.AdoptAsync(stored?.Password, cancel);
            if (running is null)
            {
                var cluster = new PostgresCluster(home, binaries, launcher);
                if (home.Major is null)
                    await cluster.CreateAsync(password, cancel);
                else if (stored is null)
                    await cluster.SetPasswordAsync(password, cancel);
                if (options.KeepsLog)
                    await cluster.LetReplicateAsync(cancel);
                running = await start.StartAsync(stored?.Port, password, cancel);
            }

            // Ready is recovered: what was replayed is in the cluster now.
            Folders.RemoveFolder(Path.Combine(home.Cluster, Folders.Replayed));

            var supervisor = new Supervisor(start, running, password, logger, clock);
            logger.LogInformation("PostgreSQL {Major} runs on port {Port}, pid {Pid}", binaries.Major, running.Port, running.Process.Id);
            return await KeepAsync(
                new EmbeddedPostgres(folder, supervisor, password, binaries.Major, options.KeepsLog ? home.PutAside : null),
                cancel
            );
        }
        catch (Exception failed)
        {
            folder.Dispose();
            if (failed is IOException or UnauthorizedAccessException)
                throw StartFailure.OfFolder(options.DataFolder, failed);
            throw;
        }
    }

    /// <summary>Stops what may run on this data folder and removes what the embedded PostgreSQL made there, and nothing else.</summary>
    /// <exception cref="EmbeddedPostgresException"><see cref="EmbeddedErrors.InUse"/>: a server works on it.</exception>
    public static void Remove(string dataFolder) => DataFolder.Remove(dataFolder);

    /// <summary>Shuts PostgreSQL down and waits for its end: sessions are cut, everything is written.</summary>
    /// <param name="cancel">Makes it abrupt, so that the next start recovers; it never leaves PostgreSQL running.</param>
    public async Task StopAsync(CancellationToken cancel)
    {
        await _supervisor.StopAsync(cancel);
        _folder.Dispose();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _supervisor.Dispose();
    }

    private static async Task<EmbeddedPostgres> KeepAsync(EmbeddedPostgres started, CancellationToken cancel)
    {
        try
        {
            await started._folder.Connection.WriteAsync(started.ConnectionString, cancel);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }
}
