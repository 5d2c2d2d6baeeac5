using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace SmartAI.Testing;

/// <summary>The statements that servers send to one database while this lives, as Npgsql traces them.</summary>
public sealed class Statements : IDisposable
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _listener;

    /// <summary>Listens from now on.</summary>
    public Statements(TestDatabase database)
    {
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var tags = activity.TagObjects.ToDictionary(t => t.Key, t => t.Value as string);
                if (
                    tags.ContainsValue(name)
                    && (tags.GetValueOrDefault("db.query.text") ?? tags.GetValueOrDefault("db.statement")) is { } text
                )
                    _texts.Enqueue(text);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Those heard so far, in order.</summary>
    public IReadOnlyList<string> All => [.. _texts];

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}

/// <summary>Plans of statements that a server sent.</summary>
public static partial class PlanExtensions
{
    /// <summary>The plan that holds for any values of the parameters.</summary>
    /// <param name="database">Where it would run.</param>
    /// <param name="statement">With its parameters as Npgsql sends them.</param>
    /// <param name="settings">What else the planner is told: <c>set enable_sort = off;</c></param>
    public static async Task<string> PlanAsync(this TestDatabase database, string statement, string settings = "")
    {
        var names = Named().Matches(statement).Select(m => m.Value).Distinct().ToList();
        var numbered = Named().Replace(statement, m => $"${names.IndexOf(m.Value) + 1}");
        var numbers = Numbered().Matches(numbered).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));
        var count = Math.Max(names.Count, numbers.DefaultIfEmpty().Max());
        var values = count == 0 ? "" : $"({string.Join(", ", Enumerable.Repeat("null", count))})";
        // A connection of its own: what it is told must not stay with one of the pool.
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using (
            var prepare = new NpgsqlCommand($"set plan_cache_mode = force_generic_plan; {settings} prepare page as {numbered}", connection)
        )
            await prepare.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var explain = new NpgsqlCommand($"explain execute page{values}", connection);
        await using var reader = await explain.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Named();

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Numbered();
}
