using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmartAI.Platform.Data;
using SmartAI.Platform.Settings;
using SmartAI.Server;
using SmartAI.Server.Commands;

namespace SmartAI.Testing;

/// <summary>One node of an installation: the whole server on a port of its own, worker included.</summary>
public sealed class TestNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestNode(WebApplication app, TestLog log, IReadOnlyList<string> firstLines)
    {
        (_app, Log, FirstLines) = (app, log, firstLines);
        var port = new Uri(app.Urls.Single()).Port;
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What it logged.</summary>
    public TestLog Log { get; }

    /// <summary>What its start printed: the link of the first administrator, where there is none.</summary>
    public IReadOnlyList<string> FirstLines { get; }

    /// <summary>Its services, for what has no way in from outside. Behaviour is tested through HTTP.</summary>
    public IServiceProvider Services => _app.Services;

    internal static async Task<TestNode> StartAsync(
        string connection,
        Action<Dictionary<string, string?>> configure,
        TestClock clock,
        bool withWorker = true,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null
    )
    {
        var log = new TestLog();
        var app = Build(connection, configure, clock, log, withWorker, services);
        map?.Invoke(app);
        await app.StartAsync();
        return new TestNode(app, log, await Serve.FirstStartAsync(app.Services, CancellationToken.None));
    }

    internal static WebApplication Build(
        string connection,
        Action<Dictionary<string, string?>> configure,
        TestClock clock,
        TestLog? log = null,
        bool withWorker = false,
        Action<IServiceCollection>? services = null
    )
    {
        var settings = new Dictionary<string, string?>
        {
            ["Port"] = "0",
            ["Database:Pool"] = "5",
            ["Jobs:Concurrency"] = "2",
            ["Limits:PerAddress"] = "1000000",
            ["Limits:PerCaller"] = "1000000",
        };
        configure(settings);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var database = DatabaseAddress.From(connection, SettingsReader.Read<DatabaseSettings>(configuration), embedded: true);
        return ServerHost.BuildWeb(
            Installation.On(configuration, database, "a master key for tests, the same on every node"),
            withWorker,
            builder =>
            {
                builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = true);
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.Logging.ClearProviders();
                if (log is not null)
                    builder.Logging.AddProvider(log);
                services?.Invoke(builder.Services);
            }
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>Every line that a node logged, at the levels that the console would show.</summary>
public sealed class TestLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    /// <summary>All of it.</summary>
    public string Text => string.Join('\n', _lines.Select(l => $"{l.Level}: {l.Text}"));

    /// <summary>What was logged as an error: our own faults.</summary>
    public IReadOnlyList<string> Errors => [.. _lines.Where(l => l.Level >= LogLevel.Error).Select(l => l.Text)];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Category(categoryName, _lines);

    /// <inheritdoc/>
    public void Dispose() { }

    private sealed class Category(string name, ConcurrentQueue<(LogLevel, string)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue((logLevel, $"{name}: {formatter(state, exception)} {exception}"));
    }
}
