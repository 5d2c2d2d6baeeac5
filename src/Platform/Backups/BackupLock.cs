using Npgsql;

namespace SmartAI.Platform.Backups;

/// <summary>One backup or restore at a time on one database, whichever node or verb it is.</summary>
internal static class BackupLock
{
    private const long Lock = 0x5341_4950_424b_5550;

    /// <summary>A connection of its own that holds the lock until it is closed.</summary>
    /// <exception cref="BackupException">Another one is at work.</exception>
    internal static async Task<NpgsqlConnection> OpenAsync(string direct, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(direct) { Pooling = false, KeepAlive = 30 }.ConnectionString
        );
        try
        {
            await connection.OpenAsync(cancel);
            if (await TableSums.RunAsync(connection, $"select pg_try_advisory_lock({Lock})", cancel) is true)
                return connection;
            throw new BackupException("Another backup or restore of this database is at work. Wait for its end.");
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
