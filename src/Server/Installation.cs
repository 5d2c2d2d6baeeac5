using SmartAI.Platform;
using SmartAI.Platform.Backups;
using SmartAI.Platform.Data;
using SmartAI.Platform.Data.Embedded;
using SmartAI.Platform.Settings;

namespace SmartAI.Server;

/// <summary>
/// What a start needs before any service exists: checked settings, a database that answers (started here where none is configured) and the master key.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private Installation(
        IConfiguration configuration,
        ServerSettings settings,
        DatabaseAddress database,
        string masterKey,
        EmbeddedPostgres? embedded
    )
    {
        (Configuration, Settings, Database, MasterKey, _embedded) = (configuration, settings, database, masterKey, embedded);
        Address = new PublicAddress(SettingsReader.Read<PublicSettings>(configuration), settings.Port);
    }

    internal IConfiguration Configuration { get; }
    internal ServerSettings Settings { get; }
    internal PublicAddress Address { get; }
    internal DatabaseAddress Database { get; }
    internal string MasterKey { get; }

    /// <summary>Where the embedded database puts its log aside, to be kept beside the backups; null where it does not.</summary>
    internal string? PutAside => _embedded?.PutAside;

    /// <summary>The process's own settings.</summary>
    internal static IConfiguration FromEnvironment() =>
        new ConfigurationBuilder().AddSmartAI(Environment.GetEnvironmentVariables()).Build();

    /// <summary>Opens the installation.</summary>
    /// <exception cref="SettingsException">A setting cannot be used.</exception>
    /// <exception cref="EmbeddedPostgresException">The embedded database does not start.</exception>
    internal static async Task<Installation> OpenAsync(IConfiguration configuration, TimeProvider clock, CancellationToken cancel)
    {
        var settings = SettingsReader.Read<ServerSettings>(configuration);
        SettingsReader.Read<PublicSettings>(configuration);
        var database = SettingsReader.Read<DatabaseSettings>(configuration);
        var masterKey = SettingsReader.Read<SecretsSettings>(configuration).MasterKey;
        if (masterKey is { Length: < 32 })
            throw new SettingsException(
                "SMARTAI_SECRETS__MASTER_KEY is shorter than 32 characters. Example: SMARTAI_SECRETS__MASTER_KEY=$(openssl rand -hex 32)"
            );

        var keepsLog = SettingsReader.Read<BackupSettings>(configuration).Archive;
        if (configuration["DATABASE"] is { Length: > 0 } connection)
        {
            if (keepsLog)
                throw new SettingsException(
                    "SMARTAI_BACKUP__ARCHIVE is for the embedded PostgreSQL, and SMARTAI_DATABASE names another: that one keeps its log by its own setting. Example: archive_command = 'smartai wal push \"%p\"'"
                );
            if (masterKey is null)
                throw new SettingsException(
                    "SMARTAI_SECRETS__MASTER_KEY is not set. It wraps the keys that protect stored secrets, and is kept apart from database and backups. Example: SMARTAI_SECRETS__MASTER_KEY=$(openssl rand -hex 32)"
                );
            return new Installation(configuration, settings, DatabaseAddress.From(connection, database, embedded: false), masterKey, null);
        }

        if (!settings.Embedded)
            throw new SettingsException(
                "SMARTAI_DATABASE is not set, and this installation runs no database of its own (SMARTAI_EMBEDDED=false, as in the container image). Example: SMARTAI_DATABASE=\"Host=db;Username=smartai;Password=...;Database=smartai\""
            );
        var data = Path.GetFullPath(settings.Data);
        using var logs = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
        var embedded = await EmbeddedPostgres.StartAsync(
            new EmbeddedOptions(data, NodeModules(), null) { KeepsLog = keepsLog },
            logs.CreateLogger("database"),
            clock,
            cancel
        );
        try
        {
            return new Installation(
                configuration,
                settings,
                DatabaseAddress.From(embedded.ConnectionString, database, embedded: true),
                masterKey ?? await KeyFileAsync(data, cancel),
                embedded
            );
        }
        catch
        {
            await embedded.DisposeAsync();
            throw;
        }
    }

    /// <summary>The installation of a server that runs on this data folder, by the connection that it wrote down.</summary>
    internal static async Task<Installation> BesideAsync(IConfiguration configuration, CancellationToken cancel)
    {
        var settings = SettingsReader.Read<ServerSettings>(configuration);
        var data = Path.GetFullPath(settings.Data);
        var connection = (await File.ReadAllTextAsync(Path.Combine(data, "postgres", "connection"), cancel)).Trim();
        return new Installation(
            configuration,
            settings,
            DatabaseAddress.From(connection, SettingsReader.Read<DatabaseSettings>(configuration), embedded: true),
            SettingsReader.Read<SecretsSettings>(configuration).MasterKey ?? await KeyFileAsync(data, cancel),
            null
        );
    }

    /// <summary>An installation on a given database, for tests.</summary>
    internal static Installation On(IConfiguration configuration, DatabaseAddress database, string masterKey) =>
        new(configuration, SettingsReader.Read<ServerSettings>(configuration), database, masterKey, null);

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The npm packages beside the program, or of the checkout that it was built in.</summary>
    private static string? NodeModules()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "web", "node_modules") is var candidate && Directory.Exists(candidate))
                return candidate;
        return null;
    }

    private static async Task<string> KeyFileAsync(string data, CancellationToken cancel)
    {
        var path = Path.Combine(data, "master.key");
        if (File.Exists(path))
            return (await File.ReadAllTextAsync(path, cancel)).Trim();
        var key = Ids.NewSecret();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new StreamWriter(path, options);
        await file.WriteLineAsync(key.AsMemory(), cancel);
        return key;
    }
}
