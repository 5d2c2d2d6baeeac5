using System.Diagnostics;
using System.Globalization;
using SmartAI.Platform.Data.Embedded;
using static SmartAI.Platform.Tests.Embedded.Installation;

namespace SmartAI.Platform.Tests.Embedded;

/// <summary>What the next start makes of what a kill left behind.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public async Task The_postgres_of_a_killed_server_is_adopted_and_stopped_with_its_new_owner()
    {
        await using var installation = new Installation();
        await using var child = await ChildServer.StartAsync(installation.Data);
        await AskAsync<int>(child.ConnectionString, "create table notes (note text); insert into notes values ('orphan'); select 1");
        var orphan = installation.ServerId();
        await child.KillAsync();
        IsRunning(orphan).ShouldBeTrue();

        var database = await installation.StartAsync();

        database.ConnectionString.ShouldBe(child.ConnectionString);
        installation.ServerId().ShouldBe(orphan);
        (await RecallAsync(database)).ShouldBe("orphan");

        await database.DisposeAsync();
        IsRunning(orphan).ShouldBeFalse();
    }

    [Fact]
    public async Task An_adopted_postgres_that_is_killed_comes_back_too()
    {
        await using var installation = new Installation();
        await using var child = await ChildServer.StartAsync(installation.Data);
        var orphan = installation.ServerId();
        await child.KillAsync();
        var database = await installation.StartAsync();

        Signals.Send(orphan, Signal.Kill);
        await installation.EventuallyLogsAsync("PostgreSQL is back");

        (await RememberAsync(database, "works")).ShouldBe(1);
    }

    [Fact]
    public async Task Server_and_postgres_killed_together_are_recovered_from()
    {
        await using var installation = new Installation();
        await using var child = await ChildServer.StartAsync(installation.Data);
        await AskAsync<int>(child.ConnectionString, "create table notes (note text); insert into notes values ('committed'); select 1");
        var server = installation.ServerId();
        await child.KillAsync();
        Signals.Send(server, Signal.Kill);

        (await RecallAsync(await installation.StartAsync())).ShouldBe("committed");
    }

    [Fact]
    public async Task A_pid_file_that_names_a_stranger_since_a_reboot_neither_stops_the_start_nor_the_stranger()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs another program under the account of PostgreSQL.");
        await using var installation = new Installation();
        var first = await installation.StartAsync();
        var account = installation.ServerAccounts()[0];
        await first.DisposeAsync();

        // Of the same account, because PostgreSQL itself believes in any process that it may send signals to.
        string[] line = Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={account}", "--clear-groups", "sleep", "300"]
            : ["sleep", "300"];
        using var stranger = Process.Start(new ProcessStartInfo(line[0], line[1..]))!;
        await EventuallyAsync(() => Words(stranger.Id).StartsWith("sleep", StringComparison.Ordinal), "the stranger runs");
        try
        {
            await File.WriteAllLinesAsync(
                installation.In("cluster", "postmaster.pid"),
                [stranger.Id.ToString(CultureInfo.InvariantCulture), installation.In("cluster"), "1700000000", "5432"],
                TestContext.Current.CancellationToken
            );

            (await RememberAsync(await installation.StartAsync(), "works")).ShouldBe(1);

            stranger.HasExited.ShouldBeFalse();
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact]
    public async Task A_first_start_that_was_cut_short_is_begun_again()
    {
        await using var installation = new Installation();
        using var cut = new CancellationTokenSource();
        var start = installation.StartAsync(cancel: cut.Token);
        await EventuallyAsync(() => File.Exists(installation.In("cluster.new", "PG_VERSION")), "initdb is at work");
        await cut.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => start);
        Directory.Exists(installation.In("cluster")).ShouldBeFalse();

        (await RememberAsync(await installation.StartAsync(), "works")).ShouldBe(1);
        Directory.Exists(installation.In("cluster.new")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_and_the_first_is_not_disturbed()
    {
        await using var installation = new Installation();
        var database = await installation.StartAsync();
        await using var second = await ChildServer.StartAsync(installation.Data);

        second.Said.ShouldStartWith(EmbeddedErrors.InUse);
        second.Said.ShouldContain(installation.Data);
        Should.Throw<EmbeddedPostgresException>(() => EmbeddedPostgres.Remove(installation.Data)).Code.ShouldBe(EmbeddedErrors.InUse);
        (await RememberAsync(database, "undisturbed")).ShouldBe(1);
    }

    private static string Words(int processId) => File.ReadAllText($"/proc/{processId}/cmdline");
}
