using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmartAI.Platform;
using SmartAI.Platform.Data;
using SmartAI.Platform.Modules;
using SmartAI.Server;

namespace SmartAI.Testing;

/// <summary>A database of a test class's own: a copy of one that was migrated once, or an empty one.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> s_template = new(MakeTemplateAsync);
    private readonly string? _name;

    private TestDatabase(string? name, string connection)
    {
        (_name, ConnectionString) = (name, connection);
        Source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = 20, ApplicationName = "test" });
    }

    /// <summary>For the server under test, or for a second node of it.</summary>
    public string ConnectionString { get; }

    /// <summary>For looking at rows beside the server.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>A copy of the migrated template.</summary>
    public static async Task<TestDatabase> CloneAsync() => await CreateAsync($"template {await s_template.Value} strategy file_copy");

    /// <summary>A database with nothing in it.</summary>
    public static Task<TestDatabase> EmptyAsync() => CreateAsync("");

    /// <summary>One that somebody else made, and takes away.</summary>
    public static TestDatabase At(string connection) => new(null, connection);

    /// <summary>Runs a statement with parameters <c>$1</c>, <c>$2</c>...; returns the number of rows that it touched.</summary>
    public async Task<int> RunAsync(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row; default where there is none or it is null.</summary>
    public async Task<T?> ReadAsync<T>(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>The first column of all rows.</summary>
    public async Task<List<T>> ReadAllAsync<T>(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(await reader.GetFieldValueAsync<T>(0));
        return rows;
    }

    /// <summary>Waits until a query gives the expected value.</summary>
    public Task UntilAsync<T>(T expected, string sql, params object?[] values) =>
        Eventually.IsAsync(() => ReadAsync<T>(sql, values), seen => Equals(seen, expected), $"{expected} for: {sql}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (_name is not null)
            await DatabaseServer.RunAsync($"drop database if exists {_name} with (force)");
    }

    private NpgsqlCommand Command(string sql, object?[] values)
    {
        var command = Source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }

    private static async Task<TestDatabase> CreateAsync(string how)
    {
        var name = "test_" + Ids.New(TimeProvider.System).ToString("N");
        await DatabaseServer.RunAsync($"create database {name} {how}");
        return new TestDatabase(name, In(await DatabaseServer.ConnectionAsync(), name));
    }

    /// <summary>Built once for each build of the modules, which hold the migrations, whoever of several test processes is first.</summary>
    private static async Task<string> MakeTemplateAsync()
    {
        var server = await DatabaseServer.ConnectionAsync();
        var name = "template_" + BuildHash();
        await using var gate = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await gate.OpenAsync();
        await using (var @lock = new NpgsqlCommand($"select pg_advisory_lock(hashtextextended('{name}', 1))", gate))
            await @lock.ExecuteNonQueryAsync();
        // One whose making was interrupted still allows connections: it is made anew.
        if (await DatabaseServer.RunAsync($"select 1 from pg_database where datname = '{name}' and not datallowconn") is not null)
            return name;
        await DatabaseServer.RunAsync($"drop database if exists {name} with (force)");
        await DatabaseServer.RunAsync($"create database {name}");
        await using (var migrating = TestNode.Build(In(server, name) + ";Pooling=false", _ => { }, new TestClock()))
            await migrating.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        await DatabaseServer.RunAsync("vacuum freeze analyze", name);
        await DatabaseServer.RunAsync($"alter database {name} allow_connections false");
        return name;
    }

    // Finer than the schema's own state, and known at once: asking Entity Framework for the statements takes longer than running them.
    private static string BuildHash()
    {
        var builds = ModuleCatalog
            .Of(typeof(ServerHost).Assembly)
            .Modules.Select(m => m.GetType().Assembly)
            .Append(typeof(Migrator).Assembly)
            .Select(a => a.ManifestModule.ModuleVersionId.ToString())
            .Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(builds))))[..16];
    }

    private static string In(string server, string name) => new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
}
