using Npgsql;

namespace SmartAI.Platform.Backups;

/// <summary>A database beside the installation's own, dropped when it is disposed of unless it has taken that one's place.</summary>
internal sealed class SpareDatabase : IAsyncDisposable
{
    // An identifier's limit, less what is put behind it.
    private const int Longest = 63;
    private readonly string _server;
    private string? _name;

    private SpareDatabase(string server, string name) => (_server, _name) = (server, name);

    internal string Connection => new NpgsqlConnectionStringBuilder(_server) { Database = _name, Pooling = false }.ConnectionString;

    /// <summary>Makes it empty; one that a kill left behind goes.</summary>
    /// <exception cref="BackupException">The account may not.</exception>
    internal static async Task<SpareDatabase> CreateAsync(string server, string name, CancellationToken cancel)
    {
        var spare = new SpareDatabase(server, name.Length <= Longest ? name : name[^Longest..]);
        try
        {
            await spare.DropAsync(cancel);
            await spare.RunAsync($"create database {TableSums.Quoted(spare._name!)} template template0 encoding 'UTF8'", cancel);
            return spare;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            var account = new NpgsqlConnectionStringBuilder(server).Username;
            throw new BackupException(
                $"The account \"{account}\" may not create databases, and a restore is proved in one of its own. As a superuser: alter role \"{account}\" createdb; "
                    + "or name a server and an account that may in SMARTAI_BACKUP__SCRATCH."
            );
        }
    }

    /// <summary>Gives the other database a new name and takes its own.</summary>
    internal async Task TakePlaceOfAsync(string current, string before, CancellationToken cancel)
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync($"alter database {TableSums.Quoted(current)} rename to {TableSums.Quoted(before)}", cancel);
        await RunAsync($"alter database {TableSums.Quoted(_name!)} rename to {TableSums.Quoted(current)}", cancel);
        _name = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_name is not null)
            await DropAsync(CancellationToken.None);
    }

    private Task DropAsync(CancellationToken cancel) =>
        RunAsync($"drop database if exists {TableSums.Quoted(_name!)} with (force)", cancel);

    // From a database that is neither of the two.
    private async Task RunAsync(string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_server) { Database = "postgres", Pooling = false }.ConnectionString
        );
        await connection.OpenAsync(cancel);
        await TableSums.RunAsync(connection, sql, cancel);
    }
}
