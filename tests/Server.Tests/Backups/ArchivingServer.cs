using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace SmartAI.Server.Tests.Backups;

/// <summary>A PostgreSQL of the machine's own that archives its log by <c>smartai wal push</c>, and others that are recovered from its backups.</summary>
public sealed class ArchivingServer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartai-physical-");
    private readonly List<string> _started = [];

    internal string Place => Path.Combine(_folder.FullName, "backups");

    internal int Port { get; } = FreePort();

    internal string Connection => ConnectionOf(Port, "smartai");

    internal (string, string)[] Settings => [.. Archive, ("SMARTAI_DATABASE", Connection), ("SMARTAI_DATA", In("installation"))];

    private (string, string)[] Archive => [("SMARTAI_BACKUP__TO", Place), ("SMARTAI_SECRETS__MASTER_KEY", BackupFixture.Key)];

    internal string In(string name) => Path.Combine(_folder.FullName, name);

    public async ValueTask InitializeAsync()
    {
        // The server has an account of its own where the tests run as root.
        _folder.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(Place);
        // Both accounts write there: the server its log, the tests their backups.
        Directory.CreateDirectory(Path.Combine(Place, ".unfinished"));
        Directory.CreateDirectory(Path.Combine(Place, "wal"));
        await OwnAsync(Place);
        await OwnAsync(Directory.CreateDirectory(In("logs")).FullName);
        var data = Directory.CreateDirectory(In("first")).FullName;
        await OwnAsync(data);
        (await RunAsync("initdb", ["-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"])).ShouldBe(
            0
        );
        await File.AppendAllTextAsync(
            Path.Combine(data, "postgresql.conf"),
            $"""

            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            fsync = off
            archive_mode = on
            archive_command = '"{Smartai.Dotnet}" exec "{Smartai.Program}" wal push "%p"'
            """
        );
        (await StartAsync(data, Port)).ShouldBe(0, await LogAsync(data));
        await using var connection = new NpgsqlConnection(ConnectionOf(Port, "postgres"));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand("create database smartai", connection);
        await create.ExecuteNonQueryAsync();
        var migrated = await Smartai.RunAsync(["migrate"], null, Settings);
        migrated.ExitCode.ShouldBe(0, migrated.Error);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var data in _started)
            await RunAsync("pg_ctl", ["stop", "-D", data, "-m", "immediate"]);
        _folder.Delete(recursive: true);
    }

    /// <summary>Starts a server on a folder; what pg_ctl ended with.</summary>
    internal async Task<int> StartAsync(string data, int port, params string[] more)
    {
        await OwnAsync(data);
        _started.Add(data);
        var options = string.Join(' ', ["-p", port.ToString(CultureInfo.InvariantCulture), .. more]);
        return await RunAsync("pg_ctl", ["start", "--wait", "--timeout=120", "-D", data, "-s", "-l", LogOf(data), "-o", options]);
    }

    internal static Task<string> LogAsync(string data) =>
        File.Exists(LogOf(data)) ? File.ReadAllTextAsync(LogOf(data)) : Task.FromResult("");

    private static string LogOf(string data) => Path.Combine(Path.GetDirectoryName(data)!, "logs", Path.GetFileName(data));

    /// <summary>Ends the segment that is being written, and waits until it is archived.</summary>
    internal async Task<string> ArchivedAsync()
    {
        // The name of what holds the last row; the switch ends it.
        var segment = await AskAsync<string>(Port, "select pg_walfile_name(pg_switch_wal() - 1)");
        await Eventually.TrueAsync(
            async () => await AskAsync<bool>(Port, $"select coalesce(last_archived_wal >= '{segment}', false) from pg_stat_archiver"),
            $"{segment} is archived",
            // After three failures in a row PostgreSQL waits a minute.
            TimeSpan.FromSeconds(180)
        );
        return segment;
    }

    internal async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    internal static async Task<T> AskAsync<T>(int port, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionOf(port, "smartai"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string ConnectionOf(int port, string database) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Pooling=false;Timeout=60";

    // The newest that the machine has, as the verbs find it.
    private static string Programs { get; } =
        Directory
            .GetDirectories("/usr/lib/postgresql")
            .Where(folder => File.Exists(Path.Combine(folder, "bin", "initdb")))
            .MaxBy(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))! + "/bin";

    private static async Task OwnAsync(string folder)
    {
        if (!Environment.IsPrivilegedProcess)
            return;
        using var process = Process.Start("chown", ["-R", "postgres", folder])!;
        await process.WaitForExitAsync();
    }

    private async Task<int> RunAsync(string program, string[] arguments)
    {
        string[] line = [Path.Combine(Programs, program), .. arguments];
        if (Environment.IsPrivilegedProcess)
            line = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", .. line];
        var start = new ProcessStartInfo(line[0], line.Skip(1))
        {
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in Archive)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
