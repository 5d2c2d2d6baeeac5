using Microsoft.Extensions.Logging;
using Npgsql;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>Brings a postmaster to the point where it answers: by adopting the one that is there, or by starting one.</summary>
internal sealed class ServerStart(
    Home home,
    PostgresBinaries binaries,
    Launcher launcher,
    EmbeddedOptions options,
    ILogger logger,
    TimeProvider clock
)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(5); // replaying the log after a kill takes its time

    internal sealed record Running(ServerProcess Process, int Port);

    /// <summary>
    /// Deals with what an earlier server left behind. Null where nothing runs any more and a new start is due.
    /// </summary>
    internal async Task<Running?> AdoptAsync(string? password, CancellationToken cancel)
    {
        if (PostmasterFile.Read(home.Cluster) is not { } left)
            return null;
        var state = left.Check();
        if (state == PostmasterFile.State.Gone)
            File.Delete(PostmasterFile.PathIn(home.Cluster)); // the pid may be somebody else's by now
        if (state != PostmasterFile.State.Running)
            return null;

        var orphan = ServerProcess.Adopt(left, clock);
        try
        {
            if (password is not null && Fits(left.Port) && PostgresSettings.Write(home, left.Port, options))
            {
                await WaitUntilReadyAsync(orphan, left.Port, password, cancel);
                logger.LogInformation("Adopted the PostgreSQL of an earlier server, pid {Pid} on port {Port}", left.Pid, left.Port);
                return new Running(orphan, left.Port);
            }
        }
        catch (EmbeddedPostgresException unhealthy)
        {
            logger.LogWarning("The PostgreSQL of an earlier server does not answer: {Reason}", unhealthy.Message);
        }

        logger.LogInformation("Stopping the PostgreSQL of an earlier server, pid {Pid}", left.Pid);
        await orphan.StopAsync(cancel);
        return null;
    }

    /// <summary>Starts on the first port that works, beginning with the wanted ones.</summary>
    internal async Task<Running> StartAsync(int? lastPort, string password, CancellationToken cancel)
    {
        var port = Ports.Choose(options.Port, lastPort);
        if (options.Port is { } wanted && wanted != port)
            logger.LogWarning("Port {Wanted} is taken, PostgreSQL uses {Port} in its place", wanted, port);

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new Running(await StartOnAsync(port, password, cancel), port);
            }
            catch (EmbeddedPostgresException) when (attempt < 5 && !Ports.IsFree(port))
            {
                port = Ports.Choose(); // somebody took it in between
            }
        }
    }

    /// <summary>Starts on this port and no other.</summary>
    internal async Task<ServerProcess> StartOnAsync(int port, string password, CancellationToken cancel)
    {
        PostgresSettings.Write(home, port, options);
        var begun = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await StartOnceAsync(port, password, cancel);
            }
            catch (EmbeddedPostgresException busy)
                when (string.Equals(busy.Code, EmbeddedErrors.InUse, StringComparison.Ordinal) && clock.GetElapsedTime(begun) < Lingering)
            {
                // Sessions of a postmaster that was killed hold its memory until they notice.
                await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancel);
            }
        }
    }

    private async Task<ServerProcess> StartOnceAsync(int port, string password, CancellationToken cancel)
    {
        var line = launcher.Serve(binaries.Postgres, "-D", home.Cluster, "-c", $"config_file={home.Settings}");
        var process = ServerProcess.Start(line, home.Path, clock);
        try
        {
            await WaitUntilReadyAsync(process, port, password, cancel);
            return process;
        }
        catch
        {
            await process.StopAsync(CancellationToken.None);
            await process.DisposeAsync();
            throw;
        }
    }

    private async Task WaitUntilReadyAsync(ServerProcess process, int port, string password, CancellationToken cancel)
    {
        var since = clock.GetUtcNow();
        var begun = clock.GetTimestamp();
        var connectionString = new NpgsqlConnectionStringBuilder(ConnectionFile.Compose(port, password)) { Pooling = false, Timeout = 3 };
        while (process.IsAlive)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString.ConnectionString);
                await connection.OpenAsync(cancel);
                await using var asked = new NpgsqlCommand("select pg_is_in_recovery()", connection);
                // One that was laid down from a physical backup answers before its log is replayed, and takes no change until then, however long it takes.
                if (await asked.ExecuteScalarAsync(cancel) is false)
                    return;
                begun = clock.GetTimestamp();
            }
            catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidPassword)
            {
                throw new EmbeddedPostgresException(
                    EmbeddedErrors.PasswordRefused,
                    "PostgreSQL does not accept the password in the data folder's postgres/connection: delete that file, "
                        + "and the next start sets a new one.",
                    refused
                );
            }
            catch (NpgsqlException notYet) when (clock.GetElapsedTime(begun) < Recovery)
            {
                logger.LogTrace(notYet, "PostgreSQL does not answer yet");
            }
            catch (NpgsqlException never)
            {
                throw StartFailure.Of(home, $"it did not answer within {Recovery.TotalMinutes:0} minutes, {never.Message}", never);
            }

            await Task.Delay(Interval, clock, cancel);
        }

        throw StartFailure.Of(home, await process.ErrorsAsync(cancel) + "\n" + StartFailure.TailOfLog(home, since));
    }

    private bool Fits(int port) => options.Port is null || options.Port == port;
}
