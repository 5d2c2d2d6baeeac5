using Microsoft.Extensions.Logging;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>
/// A PostgreSQL of the installation's own: found on the machine or brought by npm, run as a child of this process on a
/// private port, brought back when it dies, and stopped with this object.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private readonly ServerStart _start;
    private readonly string _password;
    private readonly int _port;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _supervision;
    private ServerProcess? _process;

    private EmbeddedPostgres(
        DataFolder folder, ServerStart start, ServerStart.Running running, string password, int major, ILogger logger, TimeProvider clock)
    {
        (_folder, _start, _password, _logger, _clock) = (folder, start, password, logger, clock);
        (_process, _port, Major) = (running.Process, running.Port, major);
        _supervision = SuperviseAsync(running.Process, _stopping.Token);
    }

    /// <summary>For Npgsql: 127.0.0.1, the private port, role and database <c>smartai</c>, the password.</summary>
    /// <remarks>It stays true while this object lives.</remarks>
    public string ConnectionString => ConnectionFile.Compose(_port, _password);

    /// <summary>PostgreSQL's major version.</summary>
    public int Major { get; }

    /// <summary>Finds or makes the database and returns when it answers; an orphan of a killed server is adopted or stopped.</summary>
    /// <param name="options">Where the data is and where PostgreSQL may come from.</param>
    /// <param name="logger">Hears of adoptions, restarts and other ports.</param>
    /// <param name="clock">Times the waiting for processes, so it must run by itself: not a test's clock that stands still.</param>
    /// <param name="cancel">Gives up; a half-started server is stopped.</param>
    /// <exception cref="EmbeddedPostgresException">It cannot run; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedOptions options, ILogger logger, TimeProvider clock, CancellationToken cancel)
    {
        var folder = DataFolder.Open(options.DataFolder);
        try
        {
            var account = await Account.ChooseAsync(folder.ExistingCluster, cancel);
            var home = await folder.SettleAsync(account, cancel);
            var launcher = new Launcher(account);
            var binaries = await new PostgresFinder(launcher, home, NpmPackage.In(options.NodeModules)).FindAsync(cancel);
            var start = new ServerStart(home, binaries, launcher, options, logger, clock);
            var stored = folder.Connection.Read();
            var password = stored?.Password ?? PostgresCluster.NewPassword();

            var running = await start.AdoptAsync(stored?.Password, cancel);
            if (running is null)
            {
                var cluster = new PostgresCluster(home, binaries, launcher);
                if (home.Major is null) await cluster.CreateAsync(password, cancel);
                else if (stored is null) await cluster.SetPasswordAsync(password, cancel);
                running = await start.StartAsync(stored?.Port, password, cancel);
            }

            return await KeepAsync(new EmbeddedPostgres(folder, start, running, password, binaries.Major, logger, clock), cancel);
        }
        catch (Exception failed)
        {
            folder.Dispose();
            if (failed is IOException or UnauthorizedAccessException) throw StartFailure.OfFolder(options.DataFolder, failed);
            throw;
        }
    }

    private static async Task<EmbeddedPostgres> KeepAsync(EmbeddedPostgres started, CancellationToken cancel)
    {
        try
        {
            await started._folder.Connection.WriteAsync(started.ConnectionString, cancel);
            started._logger.LogInformation(
                "PostgreSQL {Major} runs on port {Port}, pid {Pid}", started.Major, started._port, started._process!.Id);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
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
        if (_process is null) return;
        await _stopping.CancelAsync();
        await _supervision;
        var last = _process;
        _process = null;
        await last.StopAsync(cancel);
        await last.DisposeAsync();
        _folder.Dispose();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _stopping.Dispose();
    }

    // The connection string is in use all over the server, so a PostgreSQL that died comes back on its own port or not at all.
    private async Task SuperviseAsync(ServerProcess process, CancellationToken stopping)
    {
        for (var failures = 0; ;)
        {
            try
            {
                if (failures > 0)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(10_000, 100 << Math.Min(failures, 7))), _clock, stopping);
                }
                else
                {
                    await process.WaitForExitAsync(stopping);
                    _logger.LogWarning("PostgreSQL (pid {Pid}) ended unasked; starting it again", process.Id);
                }

                var next = await _start.StartOnAsync(_port, _password, stopping);
                await process.DisposeAsync();
                _process = process = next;
                failures = 0;
                _logger.LogInformation("PostgreSQL is back on port {Port}, pid {Pid}", _port, process.Id);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed)
            {
                // Whatever it is, a database that comes back late is better than one that does not.
                failures++;
                _logger.LogError(failed, "PostgreSQL did not come back, attempt {Attempt}; trying again", failures);
            }
        }
    }
}
