using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Npgsql;

namespace SmartAI.Server.Tests;

/// <summary>However it is stopped, what was begun is finished and nothing is left running.</summary>
public sealed class StopTests(DataFolder data) : IClassFixture<DataFolder>
{
    [Fact]
    public async Task Ctrl_C_waits_for_what_runs_and_leaves_no_database_behind()
    {
        await using var served = await Served.OnAsync(data);
        var database = data.PostgresId();
        var connection = (await File.ReadAllTextAsync(data.In("postgres", "connection"), TestContext.Current.CancellationToken)).Trim();
        await using var source = NpgsqlDataSource.Create(connection);
        await using var holding = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await holding.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var hold = new NpgsqlCommand("lock table identity.users in access exclusive mode", holding, transaction))
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        using var stranger = new Browser(served.Address);
        var running = stranger.PostAsync("/api/v1/account/password-resets", new { email = "nobody@example.org" });
        await Eventually.TrueAsync(() => WaitsAsync(source), "the request waits for the table");

        Smartai.Signal(served.Id, PosixSignal.SIGINT);

        // Longer than the two seconds after which a command line library would end a program that is still at work.
        var exit = served.ExitAsync();
        await Should.ThrowAsync<TimeoutException>(() => exit.WaitAsync(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken));
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        (await running).ShouldBe(202);
        (await exit).ShouldBe(0, served.Said);
        Smartai.IsRunning(database).ShouldBeFalse();
        data.PostgresId().ShouldBe(0);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_the_start_with_one_sentence_and_no_database()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var (code, output, error) = await Smartai.RunAsync(["serve"], null, ("SMARTAI_DATA", data.Path), ("SMARTAI_PORT", port));

        code.ShouldBe(2, output + error);
        error.Trim().ShouldContain(port);
        error.ShouldContain("SMARTAI_PORT=");
        error.Trim().Split('\n').ShouldHaveSingleItem();
        (output + error).ShouldNotContain("   at ");
        // The worker had begun: what it was at ends with it, and not because its database is gone.
        output.ShouldNotContain("warn:");
        output.ShouldNotContain("fail:");
        output.ShouldNotContain("is ready");
        data.PostgresId().ShouldBe(0);
        File.Exists(data.In("server.pid")).ShouldBeFalse();
    }

    private static async Task<bool> WaitsAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select exists (select 1 from pg_locks where not granted)");
        return await command.ExecuteScalarAsync() is true;
    }
}
