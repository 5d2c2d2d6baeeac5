using Microsoft.EntityFrameworkCore;
using Npgsql;
using SmartAI.Platform.Data;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Tests.Jobs;

/// <summary>An empty database of a test's own with the kernel's tables, on the server that <c>SMARTAI_TEST_DATABASE</c> names.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private TestDatabase(string server, string name)
    {
        _server = server;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ConnectionString;
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var server =
            Environment.GetEnvironmentVariable("SMARTAI_TEST_DATABASE")
            ?? throw new InvalidOperationException("Set SMARTAI_TEST_DATABASE to a PostgreSQL server where databases may be created.");
        var database = new TestDatabase(server, "jobs_" + Ids.NewSecret()[..12].ToLowerInvariant().Replace('-', '_'));
        await database.OnServerAsync($"create database \"{database._name}\"");

        var options = new DbContextOptionsBuilder<PlatformDb>().UseNpgsql(database.Source).UseSnakeCaseNamingConvention().Options;
        await using var platform = new PlatformDb(options, new OperationContext(), TimeProvider.System);
        await platform.Database.EnsureCreatedAsync();
        await database.RunAsync("create schema notes; create table notes.notes (id uuid primary key, text text not null)");
        return database;
    }

    public async Task<int> RunAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<T?> ReadAsync<T>(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>Waits for a condition on the data, not for time; fails after ten seconds with what it saw last.</summary>
    public async Task UntilAsync<T>(T expected, string sql, params object[] values)
    {
        var last = default(T);
        var seen = await Eventually.TrueAsync(async () => Equals(last = await ReadAsync<T>(sql, values), expected));
        if (!seen)
            Assert.Fail($"Expected {expected}, saw {last} for: {sql}");
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await OnServerAsync($"drop database \"{_name}\" with (force)");
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = Source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Asks again until it is so, with a limit.</summary>
internal static class Eventually
{
    public static async Task<bool> TrueAsync(Func<Task<bool>> condition, int seconds = 10)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started).TotalSeconds > seconds)
                return false;
            await Task.Delay(20);
        }
        return true;
    }
}
