using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SmartAI.Platform.Data.Embedded;

namespace SmartAI.Server.Tests;

/// <summary>
/// Open pages while the database is started again: none is cut off, none misses an event, none is told one twice. SMARTAI_TEST_STREAMS gives another number
/// of them; the long form has 1,000.
/// </summary>
public sealed class LiveOutageTests
{
    private const string Password = "unusual kettle volcano 7";
    private const int Left = 5;

    [Fact]
    public async Task Streams_live_through_a_restart_of_the_database_and_hear_everything_once()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("SMARTAI_TEST_STREAMS") ?? "100", CultureInfo.InvariantCulture);
        await using var data = new DataFolder();
        var database = await DatabaseAsync(data, null);
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        (string, string)[] settings =
        [
            ("SMARTAI_DATABASE", database.ConnectionString),
            ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef"),
            ("SMARTAI_PORT", "0"),
            ("SMARTAI_LIMITS__PERADDRESS", "1000000"),
            ("SMARTAI_LIMITS__PERCALLER", "1000000"),
        ];
        (await Smartai.RunAsync(["migrate"], null, settings)).ExitCode.ShouldBe(0);
        string[] create = ["users", "create-admin", "--email", "ada@example.org", "--name", "Ada"];
        (await Smartai.RunAsync(create, Password, settings)).ExitCode.ShouldBe(0);
        await using var served = await Served.StartAsync(settings);
        using var ada = new Browser(served.Address);
        (await ada.SignInAsync("ada@example.org", Password)).ShouldBe(200);
        await using var teller = NpgsqlDataSource.Create(address.ConnectionString + ";Pooling=false");
        var streams = new List<EventStream>();
        for (var opened = 0; opened < count; opened++)
            streams.Add(await ada.EventsAsync());
        await TellAsync(teller, ada.UserId, 1, 20);
        var told = new List<int>[count];
        for (var page = 0; page < count; page++)
            told[page] = await HearAsync(streams[page], 20);

        // A few pages go with the database, each with the last id that it has heard, and come back when it does.
        var left = Enumerable.Range(0, Left).Select(page => streams[page].LastEventId).ToArray();
        for (var page = 0; page < Left; page++)
            await streams[page].DisposeAsync();
        await database.DisposeAsync();
        using var probe = new Browser(served.Address);
        await Eventually.IsAsync(() => probe.GetAsync("/health/ready"), a => a.Status == 503, "readiness tells of the database");
        await using var back = await DatabaseAsync(data, address.Port);
        // Before the server may have noticed: nobody listens to this notification.
        await TellAsync(teller, ada.UserId, 21, 40);
        await Eventually.IsAsync(() => probe.GetAsync("/health/ready"), a => a.Status == 200, "ready again");
        for (var page = 0; page < Left; page++)
            streams[page] = await ada.EventsAsync(left[page]);
        await TellAsync(teller, ada.UserId, 41, 50);

        int[] all = [.. Enumerable.Range(1, 50)];
        for (var page = Left; page < count; page++)
            told[page].Concat(await HearAsync(streams[page], 50)).ShouldBe(all, $"page {page}");
        for (var page = 0; page < Left; page++)
            // It may hear again of what committed beside the last event that it knew, and of nothing else.
            told[page].Union(await HearAsync(streams[page], 50)).ToArray().ShouldBe(all, $"page {page}, which came back");
        foreach (var stream in streams)
            await stream.DisposeAsync();
    }

    /// <summary>In one transaction, with the notification that the product sends.</summary>
    private static async Task TellAsync(NpgsqlDataSource teller, Guid person, int first, int last)
    {
        await using var command = teller.CreateCommand(
            """
            with told as (
                insert into platform.live_events (user_id, kind, data) select $1, 'count', jsonb_build_object('n', n) from generate_series($2, $3) n
                returning 1)
            select pg_notify('smartai_live', '') from told limit 1
            """
        );
        command.Parameters.AddWithValue(person);
        command.Parameters.AddWithValue(first);
        command.Parameters.AddWithValue(last);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The numbers that a page hears until this one.</summary>
    private static async Task<List<int>> HearAsync(EventStream stream, int until)
    {
        var heard = new List<int>();
        while (heard.Count == 0 || heard[^1] != until)
        {
            var next = await stream.NextAsync("count") ?? throw new InvalidOperationException($"The stream ended after {heard.Count}.");
            using var json = JsonDocument.Parse(next.Data);
            heard.Add(json.RootElement.GetProperty("n").GetInt32());
        }
        return heard;
    }

    private static Task<EmbeddedPostgres> DatabaseAsync(DataFolder data, int? port) =>
        EmbeddedPostgres.StartAsync(
            new EmbeddedOptions(data.Path, DatabaseServer.NodeModules(), port),
            NullLogger.Instance,
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
}
