using System.Text;

namespace SmartAI.Server.Tests.Backups;

/// <summary>A backup is made, listed, proven, restored, and opens for nobody else.</summary>
public sealed class BackupTests(BackupFixture backups) : IClassFixture<BackupFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_damaged_after_a_backup_comes_back_and_the_damaged_database_stays_beside_it()
    {
        var file = await backups.MakeAsync();
        await backups.Database.RunAsync("delete from identity.users");
        await backups.Database.RunAsync("update platform.audit_entries set xid = '1' where false");
        File.Delete(Path.Combine(backups.Files, "a-file"));

        var refused = await backups.RunAsync("restore");
        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("--replace");
        (await backups.Database.ReadAsync<long>("select count(*) from identity.users")).ShouldBe(0);

        // The test's own connections are those of a server that was not stopped.
        await using var held = await backups.Database.Source.OpenConnectionAsync(Cancel);
        var busy = await backups.RunAsync("restore", "--replace");
        busy.ExitCode.ShouldBe(2);
        busy.Error.ShouldContain("Stop the server and the workers first.");
        await held.CloseAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
        backups.Database.Source.Clear();

        var restored = await backups.RunAsync("restore", Path.GetFileName(file), "--replace");

        restored.ExitCode.ShouldBe(0, restored.Error);
        restored.Output.ShouldContain("are what was backed up, and 1 files are whole");
        (await backups.Database.ReadAsync<string>("select email from identity.users")).ShouldBe(BackupFixture.Email);
        (await File.ReadAllTextAsync(Path.Combine(backups.Files, "a-file"), Cancel)).ShouldBe("what somebody wrote");
        // Or what is told live, and the sealing of the trail, would wait for transactions of another server.
        (await backups.Database.ReadAsync<long>("select count(*) from platform.audit_entries where xid >= pg_current_xact_id()")).ShouldBe(
            0
        );
        var before = (await backups.BesideAsync()).Single();
        restored.Output.ShouldContain(before);
        await backups.Database.RunAsync($"drop database {before} with (force)");
    }

    [Fact]
    public async Task An_empty_database_takes_a_backup_and_serves_it()
    {
        await backups.MakeAsync();
        await using var empty = await TestDatabase.EmptyAsync();

        var restored = await Smartai.RunAsync(["restore"], null, backups.On(empty.ConnectionString));

        restored.ExitCode.ShouldBe(0, restored.Error);
        await using var served = await Served.StartAsync([.. backups.On(empty.ConnectionString), ("SMARTAI_PORT", "0")]);
        using var ada = new Browser(served.Address);
        (await ada.SignInAsync(BackupFixture.Email, "unusual kettle volcano 7")).ShouldBe(200);
    }

    [Fact]
    public async Task A_proof_restores_compares_counts_seconds_and_is_told_by_list_and_readiness()
    {
        var name = Path.GetFileName(await backups.MakeAsync());
        (await backups.RunAsync("backup", "list"))
            .Output.Split('\n')
            .Single(l => l.Contains(name, StringComparison.Ordinal))
            .ShouldEndWith("not proven");

        var proven = await backups.RunAsync("restore", "--verify", name);

        proven.ExitCode.ShouldBe(0, proven.Error);
        proven.Output.ShouldMatch(
            $@"^{name} can be restored: \d+ tables with \d+ rows are what was backed up, and 1 files are whole; \d+\.\d s\."
        );
        (await backups.BesideAsync()).ShouldBeEmpty();
        (await backups.RunAsync("backup", "list"))
            .Output.Split('\n')
            .Single(l => l.Contains(name, StringComparison.Ordinal))
            .ShouldContain("restore proven 20");
        await using var served = await Served.StartAsync([.. backups.Settings, ("SMARTAI_PORT", "0")]);
        using var probe = new Browser(served.Address);
        var ready = await probe.GetAsync("/health/ready");
        ready.ShouldBe(200);
        var check = ready.Json.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "backup");
        check.GetProperty("status").GetString().ShouldBe("ok");
        check.GetProperty("message").GetString().ShouldStartWith("The last restore was proven at 20");
    }

    [Fact]
    public async Task Nothing_of_it_can_be_read_without_the_key_and_the_key_is_not_in_it()
    {
        var bytes = await File.ReadAllBytesAsync(await backups.MakeAsync(), Cancel);

        foreach (var word in (string[])["PGDMP", BackupFixture.Email, "what somebody wrote", "manifest", "identity", BackupFixture.Key])
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)).ShouldBe(-1, word);
    }

    [Fact]
    public async Task What_is_older_than_its_days_goes_when_a_new_one_is_there()
    {
        var newest = await backups.MakeAsync();
        var old = Path.Combine(backups.Place, "smartai-20200101t000000z-00000001.backup");
        File.Copy(newest, old);

        var made = await backups.RunAsync("backup");

        made.ExitCode.ShouldBe(0, made.Error);
        made.Output.ShouldContain("Removed for its age: smartai-20200101t000000z-00000001.backup");
        File.Exists(old).ShouldBeFalse();
        File.Exists(newest).ShouldBeTrue();
    }

    [Fact]
    public async Task The_list_needs_no_database()
    {
        var name = Path.GetFileName(await backups.MakeAsync());

        var listed = await Smartai.RunAsync(["backup", "list"], null, backups.On("Host=127.0.0.1;Port=9;Username=nobody;Database=gone"));

        listed.ExitCode.ShouldBe(0, listed.Error);
        listed.Output.ShouldContain(name);
        listed.Error.ShouldContain("does not tell which were proven");
    }

    [Fact]
    public async Task Beside_a_running_server_its_embedded_database_is_backed_up_and_proven()
    {
        await using var data = new DataFolder();
        await using var served = await Served.OnAsync(data);
        (string, string)[] settings = [("SMARTAI_DATA", data.Path)];

        var made = await Smartai.RunAsync(["backup"], null, settings);

        made.ExitCode.ShouldBe(0, made.Error);
        made.Output.ShouldContain($"is in the folder {data.In("backups")}.");
        var proven = await Smartai.RunAsync(["restore", "--verify"], null, settings);
        proven.ExitCode.ShouldBe(0, proven.Error);
        var refused = await Smartai.RunAsync(["restore", "--replace"], null, settings);
        refused.ExitCode.ShouldBe(2);
        served.HasExited.ShouldBeFalse();
    }
}
