using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Npgsql;

namespace SmartAI.Server.Tests;

/// <summary><c>smartai health</c> is all that a container can be asked with: it has to tell apart what runs, what is ill and what is not there.</summary>
public sealed class HealthTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    [Fact]
    public async Task A_server_that_is_ready_is_healthy_and_one_whose_database_is_away_is_only_alive()
    {
        await using var database = await TestDatabase.CloneAsync();
        await using var served = await Served.StartAsync(
            ("SMARTAI_DATABASE", database.ConnectionString),
            ("SMARTAI_SECRETS__MASTER_KEY", Key),
            ("SMARTAI_LISTEN", "0.0.0.0"),
            ("SMARTAI_PORT", "0")
        );
        // As in the image: it listens on every address, which is none that can be called.
        (string, string)[] asks = [("SMARTAI_LISTEN", "0.0.0.0"), ("SMARTAI_PORT", $"{served.Address.Port}")];

        var ready = await AnsweredAsync(asks, 0);
        ready.Output.ShouldContain("The database answers.");

        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!;
        await AloneAsync(database, name, "alter database {0} with allow_connections false");
        try
        {
            var ill = await AnsweredAsync(asks, 1);
            ill.Output.ShouldContain("The database does not answer.");
            (await Smartai.RunAsync(["health", "--live"], null, asks)).ExitCode.ShouldBe(0);
        }
        finally
        {
            await AloneAsync(database, name, "alter database {0} with allow_connections true");
        }
    }

    [Fact]
    public async Task A_worker_answers_for_its_health_where_it_is_asked_to_and_serves_nothing_else()
    {
        await using var database = await TestDatabase.CloneAsync();
        var port = FreePort();
        (string, string)[] settings =
        [
            ("SMARTAI_DATABASE", database.ConnectionString),
            ("SMARTAI_SECRETS__MASTER_KEY", Key),
            ("SMARTAI_PORT", $"{port}"),
            ("SMARTAI_METRICS__TOKEN", Key),
        ];
        using var worker = Smartai.Start(["worker", "--health"], settings);
        var words = ReadAsync(worker);
        try
        {
            await Eventually.TrueAsync(
                async () => (await Smartai.RunAsync(["health"], null, settings)).ExitCode == 0,
                "the worker says that it is well"
            );
            // By a plain client: what the API's document promises is not to be had here.
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            using var signIn = JsonContent.Create(new { email = "ada@example.org", password = "unusual kettle volcano 7" });
            // What anybody may call in serve is not there; all else is refused before that is even looked at.
            (await http.GetAsync("/api/v1/session", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await http.PostAsync("/api/v1/session", signIn, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(
                HttpStatusCode.NotFound
            );
            (await http.GetAsync("/api/v1/users", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await http.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

            (await http.GetAsync("/metrics", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            http.DefaultRequestHeaders.Authorization = new("Bearer", Key);
            (await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken)).ShouldContain("db_client_connection_count");
            (await http.GetAsync("/api/v1/users", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
        finally
        {
            Smartai.Signal(worker.Id, System.Runtime.InteropServices.PosixSignal.SIGTERM);
            await worker.WaitForExitAsync(CancellationToken.None);
        }

        worker.ExitCode.ShouldBe(0, await words);
    }

    [Fact]
    public async Task Where_nothing_runs_it_says_so_in_a_sentence()
    {
        var (code, _, error) = await Smartai.RunAsync(["health"], null, ("SMARTAI_PORT", $"{FreePort()}"));

        code.ShouldBe(2);
        error.ShouldContain("does not answer");
        error.ShouldContain("SMARTAI_PORT");
        error.ShouldNotContain("   at ");
    }

    /// <summary>Changes a database from beside it, and ends every connection to it.</summary>
    /// <summary>What it says once it says so: a busy machine may answer later than it waits.</summary>
    private static Task<(int ExitCode, string Output, string Error)> AnsweredAsync((string, string)[] asks, int code) =>
        Eventually.IsAsync(() => Smartai.RunAsync(["health"], null, asks), told => told.ExitCode == code, $"health ends with {code}");

    private static async Task AloneAsync(TestDatabase database, string name, string statement)
    {
        await using var beside = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString
        );
        await using var command = beside.CreateCommand(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, name)
                + $"; select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
        );
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> ReadAsync(Process process) =>
        string.Concat(await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()));

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
