using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SmartAI.Platform;
using SmartAI.Platform.Data.Embedded;

namespace SmartAI.Testing;

/// <summary>
/// The PostgreSQL that tests make their databases on: the one that <c>SMARTAI_TEST_DATABASE</c> names, as <c>make test</c> sets it for all test
/// processes, or else one of this process's own. It writes nothing through to the disk: what it holds is worth nothing after the run.
/// </summary>
public static class DatabaseServer
{
    /// <summary>Names a running server, where databases may be created.</summary>
    public const string Variable = "SMARTAI_TEST_DATABASE";

    private static readonly SemaphoreSlim s_gate = new(1);
    private static string? s_connection = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;
    private static Own? s_own;

    /// <summary>Its connection string; the first who asks starts it where none is named.</summary>
    public static async Task<string> ConnectionAsync()
    {
        await s_gate.WaitAsync();
        try
        {
            return s_connection ??= (s_own = await Own.StartAsync()).ConnectionString;
        }
        finally
        {
            s_gate.Release();
        }
    }

    /// <summary>What npm brought for the web app, where a machine has no PostgreSQL of its own.</summary>
    public static string? NodeModules()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "web", "node_modules") is var found && Directory.Exists(found))
                return found;
        return null;
    }

    internal static async ValueTask StopAsync()
    {
        if (s_own is not null)
            await s_own.DisposeAsync();
        s_own = null;
    }

    /// <summary>Runs a statement outside of any pool, so that no idle connection keeps a database from being cloned or dropped.</summary>
    internal static async Task<object?> RunAsync(string sql, string? database = null)
    {
        var address = new NpgsqlConnectionStringBuilder(await ConnectionAsync()) { Pooling = false, CommandTimeout = 120 };
        address.Database = database ?? address.Database;
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>A server of this process's own, in a folder that goes with it.</summary>
    internal sealed class Own : IAsyncDisposable
    {
        private readonly DirectoryInfo _folder;
        private readonly EmbeddedPostgres _server;

        private Own(DirectoryInfo folder, EmbeddedPostgres server) => (_folder, _server) = (folder, server);

        internal string ConnectionString => _server.ConnectionString;

        internal static async Task<Own> StartAsync(int? major = null)
        {
            var folder = InMemory() ?? Directory.CreateTempSubdirectory("smartai-tests-");
            // PostgreSQL runs under an account of its own where the tests run as root.
            if (!OperatingSystem.IsWindows())
                folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            var options = new EmbeddedOptions(folder.FullName, NodeModules(), null)
            {
                Major = major,
                Settings = new Dictionary<string, string>
                {
                    ["fsync"] = "off",
                    ["synchronous_commit"] = "off",
                    ["full_page_writes"] = "off",
                    ["max_connections"] = "500",
                    ["autovacuum"] = "off",
                    ["max_wal_size"] = "1GB",
                },
            };
            return new Own(
                folder,
                await EmbeddedPostgres.StartAsync(options, NullLogger.Instance, TimeProvider.System, CancellationToken.None)
            );
        }

        /// <summary>A folder in memory where Linux has room for one: each clone of a database is a thousand files, which a disk's file system takes its time for.</summary>
        private static DirectoryInfo? InMemory()
        {
            const string Shared = "/dev/shm";
            const long Room = 6L << 30;
            return OperatingSystem.IsLinux() && Directory.Exists(Shared) && new DriveInfo(Shared).AvailableFreeSpace >= Room
                ? Directory.CreateDirectory(Path.Combine(Shared, "smartai-tests-" + Ids.New(TimeProvider.System).ToString("N")))
                : null;
        }

        public async ValueTask DisposeAsync()
        {
            await _server.DisposeAsync();
            EmbeddedPostgres.Remove(_folder.FullName);
            _folder.Delete(recursive: true);
        }
    }
}

/// <summary>Stops the server that this process started, after its last test.</summary>
public sealed class DatabaseServerEnd : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => DatabaseServer.StopAsync();
}
