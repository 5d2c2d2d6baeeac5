using System.Diagnostics;
using Npgsql;

namespace SmartAI.Server.Tests.Backups;

/// <summary>A migrated database with a person in it, a folder for backups, and the verbs on both.</summary>
public sealed class BackupFixture : IAsyncLifetime
{
    internal const string Key = "0123456789abcdef0123456789abcdef";
    internal const string Email = "ada.lovelace@example.org";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartai-backups-");

    internal TestDatabase Database { get; private set; } = null!;

    internal string Place => System.IO.Path.Combine(_folder.FullName, "backups");

    /// <summary>Where the installation keeps its files.</summary>
    internal string Files => System.IO.Path.Combine(_folder.FullName, "data", "files");

    internal (string, string)[] Settings => On(Database.ConnectionString);

    internal (string, string)[] On(string connection) =>
        [
            ("SMARTAI_DATABASE", connection),
            ("SMARTAI_SECRETS__MASTER_KEY", Key),
            ("SMARTAI_DATA", System.IO.Path.Combine(_folder.FullName, "data")),
            ("SMARTAI_BACKUP__TO", Place),
        ];

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CloneAsync();
        string[] create = ["users", "create-admin", "--email", Email, "--name", "Ada"];
        var made = await Smartai.RunAsync(create, "unusual kettle volcano 7", Settings);
        made.ExitCode.ShouldBe(0, made.Error);
        Directory.CreateDirectory(Files);
        await File.WriteAllTextAsync(System.IO.Path.Combine(Files, "a-file"), "what somebody wrote");
    }

    public async ValueTask DisposeAsync()
    {
        if (Database is not null)
            await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    internal Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        Smartai.RunAsync(arguments, null, Settings);

    /// <summary>Makes a backup; the path of its file.</summary>
    internal async Task<string> MakeAsync()
    {
        var made = await RunAsync("backup");
        made.ExitCode.ShouldBe(0, made.Error);
        return System.IO.Path.Combine(Place, made.Output.Split(' ')[0]);
    }

    /// <summary>A folder with one backup, spoiled.</summary>
    internal async Task<(string Folder, string Name)> SpoiledAsync(Func<byte[], byte[]> spoil)
    {
        // Any will do, and making one takes seconds.
        var good = (Directory.Exists(Place) ? Directory.GetFiles(Place, "*.backup").FirstOrDefault() : null) ?? await MakeAsync();
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(_folder.FullName, Ids())).FullName;
        var file = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(good));
        await File.WriteAllBytesAsync(file, spoil(await File.ReadAllBytesAsync(good)));
        return (folder, System.IO.Path.GetFileName(file));
    }

    /// <summary>Databases beside this one that verbs made and left.</summary>
    internal Task<List<string>> BesideAsync() =>
        Database.ReadAllAsync<string>("select datname::text from pg_database where datname like current_database() || '\\_%' order by 1");

    internal static string Ids() => Platform.Ids.New(TimeProvider.System).ToString("N");

    /// <summary>Waits until a session of the verb waits for a lock, so that a signal comes in the middle of its work.</summary>
    internal static Task BlockedAsync(TestDatabase database) =>
        database.UntilAsync(
            true,
            "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"
        );

    internal static Process Start(string[] arguments, (string, string)[] settings) => Smartai.Start(arguments, settings);

    internal static async Task<(NpgsqlConnection, NpgsqlTransaction)> HoldAsync(TestDatabase database, string sql)
    {
        var connection = await database.Source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync();
        return (connection, transaction);
    }
}
