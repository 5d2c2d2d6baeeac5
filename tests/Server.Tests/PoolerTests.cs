using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace SmartAI.Server.Tests;

/// <summary>PgBouncer in transaction mode before the database: what must go past it does, and the rest does not mind.</summary>
public sealed class PoolerTests
{
    private const string Password = "unusual kettle volcano 7";

    [Fact]
    public async Task Behind_a_pooler_people_sign_in_jobs_run_and_changes_are_heard_at_once()
    {
        await using var database = await TestDatabase.CloneAsync();
        using var pooler = await Pooler.StartAsync(database.ConnectionString);
        (string, string)[] settings =
        [
            ("SMARTAI_DATABASE", pooler.ConnectionString),
            ("SMARTAI_DATABASE__DIRECT", database.ConnectionString),
            ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef"),
            ("SMARTAI_PORT", "0"),
        ];
        (await Smartai.RunAsync(["migrate"], null, settings)).ExitCode.ShouldBe(0);
        string[] create = ["users", "create-admin", "--email", "ada@example.org", "--name", "Ada"];
        var made = await Smartai.RunAsync(create, Password, settings);
        made.ExitCode.ShouldBe(0, made.Error);
        var doctor = await Smartai.RunAsync(["doctor"], null, settings);
        doctor.Output.ShouldContain("A notification came back.");

        await using var served = await Served.StartAsync(settings);
        await using var other = await Served.StartAsync(settings);
        using var ada = new Browser(served.Address);
        (await ada.SignInAsync("ada@example.org", Password)).ShouldBe(200);
        using var elsewhere = new Browser(other.Address);
        (await elsewhere.SignInAsync("ada@example.org", Password)).ShouldBe(200);
        await Eventually.TrueAsync(
            async () => (await ada.GetAsync("/health/ready")).Body.Contains("heard at once", StringComparison.Ordinal),
            "the LISTEN connection stands"
        );

        // More at once than the pooler has connections: nothing may stay behind in one for the next.
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(n => (n % 2 == 0 ? ada : elsewhere).GetAsync($"/api/v1/users?limit={n + 1}"))
        );
        answers.ShouldAllBe(a => a.Status == 200);

        // A job, and a change that the other node hears of.
        (await ada.PostAsync("/api/v1/schedules/platform.jobs.tidy/run")).ShouldBe(202);
        await database.UntilAsync(
            true,
            "select exists (select from platform.job_history where kind = 'platform.jobs.tidy' and status = 'done')"
        );
        var session = (await ada.GetAsync("/api/v1/me/sessions")).Items.First(s => !s.GetProperty("isCurrent").GetBoolean());
        (await ada.DeleteAsync($"/api/v1/me/sessions/{session.GetProperty("id").GetString()}")).Status.ShouldBeLessThan(300);
        await Eventually.IsAsync(
            () => elsewhere.GetAsync("/api/v1/me"),
            a => a.Status == 401,
            "the ended session is refused by the other node"
        );

        (
            await database.ReadAsync<long>(
                "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'smartai'"
            )
        ).ShouldBeLessThanOrEqualTo(Pooler.Connections + 4);
        foreach (var node in (Served[])[served, other])
            node.Said.ShouldNotContain("prepared statement");
    }

    /// <summary>PgBouncer of Debian in a process of its own.</summary>
    private sealed class Pooler : IDisposable
    {
        internal const int Connections = 5;
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartai-pooler-");
        private Process? _process;

        internal string ConnectionString { get; private set; } = "";

        internal static async Task<Pooler> StartAsync(string connection)
        {
            var pooler = new Pooler();
            var to = new NpgsqlConnectionStringBuilder(connection);
            var port = FreePort();
            var file = Path.Combine(pooler._folder.FullName, "pgbouncer.ini");
            await File.WriteAllTextAsync(
                file,
                $"""
                [databases]
                pooled = host={to.Host} port={to.Port} dbname={to.Database} user={to.Username} password='{to.Password}'
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = {port}
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = {Connections}
                max_client_conn = 200
                ignore_startup_parameters = extra_float_digits
                """
            );
            // It refuses to run as root.
            if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            {
                pooler._folder.UnixFileMode |= UnixFileMode.OtherExecute | UnixFileMode.OtherRead;
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            }

            string[] account = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
            var program = File.Exists("/usr/sbin/pgbouncer") ? "/usr/sbin/pgbouncer" : "pgbouncer";
            pooler._process = Process.Start(
                new ProcessStartInfo(program, ["-q", .. account, file]) { UseShellExecute = false, RedirectStandardError = true }
            )!;
            pooler._process.ErrorDataReceived += (_, _) => { };
            pooler._process.BeginErrorReadLine();
            pooler.ConnectionString = new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1",
                Port = port,
                Username = to.Username,
                Database = "pooled",
                SslMode = SslMode.Disable,
                GssEncryptionMode = GssEncryptionMode.Disable,
            }.ConnectionString;
            await using var source = NpgsqlDataSource.Create(pooler.ConnectionString + ";Pooling=false;No Reset On Close=true");
            await Eventually.TrueAsync(() => AnswersAsync(source), "the pooler answers");
            return pooler;
        }

        public void Dispose()
        {
            _process?.Kill();
            _process?.WaitForExit();
            _process?.Dispose();
            _folder.Delete(recursive: true);
        }

        private static async Task<bool> AnswersAsync(NpgsqlDataSource source)
        {
            try
            {
                await using var command = source.CreateCommand("select 1");
                return await command.ExecuteScalarAsync() is 1;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
