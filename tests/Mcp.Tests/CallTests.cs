using System.Text.Json;
using Npgsql;

namespace SmartAI.Mcp.Tests;

/// <summary>What happens around a call: word that it still runs, its end when nobody listens any more, and whose page may ask at all.</summary>
public sealed class CallTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Waiting =
        "select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%identity.roles%'";

    private readonly object _listRoles = new
    {
        name = "identity_roles_list",
        arguments = new { },
        _meta = new { progressToken = "mine" },
    };

    [Fact]
    public async Task A_client_that_asked_hears_that_its_call_still_runs()
    {
        using var rpc = await platform.RpcAsync(await platform.AdministratorAsync(), "identity.roles.read");
        await using var held = await HoldRolesAsync(rpc);

        using var response = await rpc.SendAsync("tools/call", _listRoles);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var first = await MessageAsync(lines);
        var second = await MessageAsync(lines);
        await held.DisposeAsync();
        var last = await MessageAsync(lines);
        while (!last.TryGetProperty("result", out _))
            last = await MessageAsync(lines);

        first.GetProperty("method").GetString().ShouldBe("notifications/progress");
        first.GetProperty("params").GetProperty("progressToken").GetString().ShouldBe("mine");
        second
            .GetProperty("params")
            .GetProperty("progress")
            .GetDouble()
            .ShouldBeGreaterThan(first.GetProperty("params").GetProperty("progress").GetDouble());
        last.GetProperty("result").GetProperty("structuredContent").GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Closing_the_request_ends_the_operation()
    {
        using var rpc = await platform.RpcAsync(await platform.AdministratorAsync(), "identity.roles.read");
        await using var held = await HoldRolesAsync(rpc);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var call = rpc.SendAsync("tools/call", _listRoles, cancel: closing.Token);
        await Eventually.IsAsync(() => platform.Database.ReadAsync<int>(Waiting), count => count == 1, "the operation waits for its table");

        (await call).Dispose();
        await closing.CancelAsync();

        await Eventually.IsAsync(() => platform.Database.ReadAsync<int>(Waiting), count => count == 0, "the operation has ended");
        platform.Node.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_logged_to_a_client_and_asking_for_a_level_is_no_error()
    {
        using var rpc = await platform.RpcAsync(await platform.AdministratorAsync(), "identity.roles.read");

        var level = await rpc.CallAsync("logging/setLevel", new { level = "debug" });
        var messages = await rpc.MessagesAsync("tools/call", new { name = "identity_roles_list", arguments = new { } });

        level.GetProperty("result").EnumerateObject().ShouldBeEmpty();
        messages.ShouldHaveSingleItem().TryGetProperty("result", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("http://evil.example.org", 403)]
    [InlineData("null", 403)]
    [InlineData(null, 200)]
    public async Task A_page_of_another_origin_is_refused(string? origin, int status)
    {
        using var rpc = await platform.RpcAsync(await platform.AdministratorAsync(), "identity.roles.read");

        using var response = await rpc.SendAsync("ping", null, origin);

        ((int)response.StatusCode).ShouldBe(status);
    }

    /// <summary>Keeps everybody from the roles until it is disposed of. The caller has been looked up by then, and is known for a while.</summary>
    private async Task<NpgsqlConnection> HoldRolesAsync(Rpc rpc)
    {
        await rpc.CallAsync("ping");
        var connection = await platform.Database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var hold = new NpgsqlCommand("begin; lock table identity.roles in access exclusive mode", connection);
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<JsonElement> MessageAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            if (line.StartsWith("data:", StringComparison.Ordinal))
                return JsonDocument.Parse(line[5..]).RootElement;
        throw new InvalidOperationException("The stream ended.");
    }
}
