using Npgsql;

namespace SmartAI.Identity.Tests;

/// <summary>As many connections as a node has by itself, no jobs that read people too, and reads of people that can be kept waiting.</summary>
public sealed class WideFixture : PlatformFixture
{
    protected override bool WithWorker => false;

    protected override void Configure(Dictionary<string, string?> settings) => settings["Database:Pool"] = "24";

    /// <summary>When the node must have seen what was sent to it before, or hung up.</summary>
    internal static async Task AfterAllThatAsync(Browser browser)
    {
        for (var i = 0; i < 30; i++)
            (await browser.GetAsync("/api/v1/me/tokens")).ShouldBe(200);
    }

    internal async Task<List<Person>> PeopleAsync(int count)
    {
        var people = new List<Person>();
        for (var i = 0; i < count; i++)
            people.Add(await this.PersonAsync());
        return people;
    }

    /// <summary>Keeps every read of people waiting until it is given back.</summary>
    internal async Task<NpgsqlConnection> HoldAsync()
    {
        var connection = await Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var hold = new NpgsqlCommand("begin; lock table identity.users in access exclusive mode", connection);
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
