using System.Net;
using System.Net.Sockets;
using Npgsql;
using SmartAI.Platform.Data.Embedded;
using static SmartAI.Platform.Tests.Embedded.Installation;

namespace SmartAI.Platform.Tests.Embedded;

/// <summary>What the embedded database promises while all goes well, and while PostgreSQL itself is killed.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public async Task A_fresh_folder_gets_a_database_that_only_its_owner_can_reach()
    {
        await using var installation = new Installation();
        var database = await installation.StartAsync();

        database.Major.ShouldBeGreaterThanOrEqualTo(15);
        (await AskAsync<string>(database.ConnectionString, "select current_user || ' ' || current_database()")).ShouldBe("smartai smartai");
        (await AskAsync<bool>(database.ConnectionString, "select usesuper from pg_user where usename = current_user")).ShouldBeFalse();
        (await AskAsync<string>(database.ConnectionString, "show listen_addresses")).ShouldBe("127.0.0.1");
        (await AskAsync<string>(database.ConnectionString, "show unix_socket_directories")).ShouldBe("");
        (await AskAsync<string>(database.ConnectionString, "show fsync")).ShouldBe("on");

        File.ReadAllText(installation.In("connection")).Trim().ShouldBe(database.ConnectionString);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(installation.In("connection")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var guess = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Password = "guess" }.ConnectionString;
        (await Should.ThrowAsync<PostgresException>(() => AskAsync<int>(guess, "select 1"))).SqlState.ShouldBe("28P01");
        var super = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "postgres" }.ConnectionString;
        (await Should.ThrowAsync<PostgresException>(() => AskAsync<int>(super, "select 1"))).SqlState.ShouldBe("28000");
    }

    [Fact]
    public async Task Text_of_any_language_is_kept_and_sorted_for_people_by_a_named_collation()
    {
        await using var installation = new Installation();
        var database = await installation.StartAsync();

        const string sorted = """
            select string_agg(name, ' ' order by name collate "und-x-icu")
            from unnest(array['zebra', 'Ängel', 'étude', '東京', 'apple']) name
            """;
        (await AskAsync<string>(database.ConnectionString, sorted)).ShouldBe("Ängel apple étude zebra 東京");
    }

    [Fact]
    public async Task A_restart_keeps_data_password_and_port_and_nothing_runs_in_between()
    {
        await using var installation = new Installation();
        var first = await installation.StartAsync();
        await RememberAsync(first, "before");
        var server = installation.ServerId();

        await first.DisposeAsync();
        IsRunning(server).ShouldBeFalse();

        var second = await installation.StartAsync();
        (await RecallAsync(second)).ShouldBe("before");
        second.ConnectionString.ShouldBe(first.ConnectionString);
    }

    [Fact]
    public async Task A_ctrl_c_in_the_terminal_does_not_reach_postgres_before_the_server_has_ended()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks into /proc.");
        await using var installation = new Installation();
        await installation.StartAsync();

        installation.ServerSession().ShouldBe(installation.ServerId());
    }

    [Fact]
    public async Task A_cancelled_stop_is_abrupt_and_leaves_nothing_running_and_nothing_lost()
    {
        await using var installation = new Installation();
        var first = await installation.StartAsync();
        await RememberAsync(first, "committed");
        var server = installation.ServerId();

        await first.StopAsync(new CancellationToken(canceled: true));
        IsRunning(server).ShouldBeFalse();

        (await RecallAsync(await installation.StartAsync())).ShouldBe("committed");
    }

    [Fact]
    public async Task A_killed_postgres_comes_back_by_itself_at_the_same_address()
    {
        await using var installation = new Installation();
        var database = await installation.StartAsync();
        await RememberAsync(database, "committed");
        var killed = installation.ServerId();

        Signals.Send(killed, Signal.Kill);
        await installation.EventuallyLogsAsync("PostgreSQL is back");

        (await RecallAsync(database)).ShouldBe("committed");
        installation.ServerId().ShouldNotBe(killed);
        installation.Log.ShouldContain(line => line.Contains($"(pid {killed}) ended unasked", StringComparison.Ordinal));

        var last = installation.ServerId();
        await database.DisposeAsync();
        IsRunning(last).ShouldBeFalse();
    }

    [Fact]
    public async Task A_taken_port_is_replaced_by_a_free_one()
    {
        await using var installation = new Installation();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        var database = await installation.StartAsync(taken);

        new NpgsqlConnectionStringBuilder(database.ConnectionString).Port.ShouldNotBe(taken);
        (await RememberAsync(database, "works")).ShouldBe(1);
        installation.Log.ShouldContain(line => line.StartsWith($"Port {taken} is taken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_password_is_replaced_and_the_data_kept()
    {
        await using var installation = new Installation();
        var first = await installation.StartAsync();
        await RememberAsync(first, "kept");
        await first.DisposeAsync();
        File.Delete(installation.In("connection"));

        var second = await installation.StartAsync();

        (await RecallAsync(second)).ShouldBe("kept");
        new NpgsqlConnectionStringBuilder(second.ConnectionString).Password.ShouldNotBe(
            new NpgsqlConnectionStringBuilder(first.ConnectionString).Password
        );
    }
}
