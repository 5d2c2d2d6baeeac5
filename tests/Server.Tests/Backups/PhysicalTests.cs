namespace SmartAI.Server.Tests.Backups;

/// <summary>A base backup and the archived log bring a database to any moment, and nothing that is not whole is replayed.</summary>
public sealed class PhysicalTests(ArchivingServer server) : IClassFixture<ArchivingServer>
{
    private const string Sum = "select coalesce(string_agg(text, ',' order by text), '') from public.notes";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_deleted_by_mistake_is_there_again_at_the_moment_before_and_a_cut_log_stops_the_recovery()
    {
        await RunAsync("create table public.notes (text text primary key)");
        await RunAsync("insert into public.notes select 'before ' || n from generate_series(1, 50) n");
        var made = await Smartai.RunAsync(["backup", "--physical"], null, server.Settings);
        made.ExitCode.ShouldBe(0, made.Error);
        var name = made.Output.Split(' ')[0];
        name.ShouldMatch(@"^smartai-\d{8}t\d{6}z-[0-9a-f]{8}-[0-9a-f]{24}\.base$");
        (await Smartai.RunAsync(["backup", "list"], null, server.Settings)).Output.ShouldContain(name);
        await RunAsync("insert into public.notes select 'after ' || n from generate_series(1, 50) n");
        var expected = await ArchivingServer.AskAsync<string>(server.Port, Sum);
        var moment = await ArchivingServer.AskAsync<DateTime>(server.Port, "select clock_timestamp()");
        await RunAsync("delete from public.notes");
        var segment = await server.ArchivedAsync();

        var data = server.In("recovered");
        var laid = await Smartai.RunAsync(
            ["restore", "--physical", "--into", data, "--until", moment.ToUniversalTime().ToString("O")],
            null,
            server.Settings
        );
        laid.ExitCode.ShouldBe(0, laid.Error);
        laid.Output.ShouldContain($"{name} of 20");
        laid.Output.ShouldContain("pg_ctl start");
        var port = ArchivingServer.FreePort();
        (await server.StartAsync(data, port, "-c archive_mode=off")).ShouldBe(0, await ArchivingServer.LogAsync(data));
        await Eventually.TrueAsync(
            async () => !await ArchivingServer.AskAsync<bool>(port, "select pg_is_in_recovery()"),
            "the recovery ends",
            TimeSpan.FromSeconds(120)
        );
        (await ArchivingServer.AskAsync<string>(port, Sum)).ShouldBe(expected);
        (await ArchivingServer.AskAsync<long>(port, "select count(*) from platform.migrations")).ShouldBeGreaterThan(0);
        (await ArchivingServer.AskAsync<string>(server.Port, Sum)).ShouldBeEmpty();

        await CutAsync(segment);
    }

    // The segment that the mistake is in, and a recovery to the end of the log: it must not pass over it in silence.
    private async Task CutAsync(string segment)
    {
        var kept = Path.Combine(server.Place, "wal", segment.ToLowerInvariant() + ".sealed");
        var whole = await File.ReadAllBytesAsync(kept, Cancel);
        await File.WriteAllBytesAsync(kept, whole[..^20], Cancel);
        var data = server.In("cut");
        (await Smartai.RunAsync(["restore", "--physical", "--into", data], null, server.Settings)).ExitCode.ShouldBe(0);

        (await server.StartAsync(data, ArchivingServer.FreePort(), "-c archive_mode=off")).ShouldNotBe(0);

        (await ArchivingServer.LogAsync(data)).ShouldContain($"\"{segment}\" was cut off or damaged at its end");
        await File.WriteAllBytesAsync(kept, whole, Cancel);
    }

    [Fact]
    public async Task A_segment_is_kept_once_never_overwritten_and_opens_with_its_key_only()
    {
        const string segment = "0000000A00000000000000AA";
        var path = server.In(segment);
        await File.WriteAllTextAsync(path, "the log of a server", Cancel);
        (await PushAsync(path)).ExitCode.ShouldBe(0);
        (await PushAsync(path)).ExitCode.ShouldBe(0);
        await File.WriteAllTextAsync(path, "the log of another server", Cancel);

        var refused = await PushAsync(path);

        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain($"has another log segment \"{segment}\"");
        var fetched = server.In("fetched");
        (await Smartai.RunAsync(["wal", "fetch", segment, fetched], null, server.Settings)).ExitCode.ShouldBe(0);
        (await File.ReadAllTextAsync(fetched, Cancel)).ShouldBe("the log of a server");
        File.Delete(fetched);
        (await Smartai.RunAsync(["wal", "fetch", "0000000A00000000000000AB", fetched], null, server.Settings)).ExitCode.ShouldBe(1);
        (string, string)[] other = [.. server.Settings, ("SMARTAI_SECRETS__MASTER_KEY", "another key that is long enough to be one")];
        var wrong = await Smartai.RunAsync(["wal", "fetch", segment, fetched], null, other);
        // Above 125, or the server would take it for the end of the log.
        wrong.ExitCode.ShouldBe(150);
        wrong.Error.ShouldContain("was made under another master key");
        File.Move(Sealed(segment), Sealed("0000000A00000000000000AC"));
        var moved = await Smartai.RunAsync(["wal", "fetch", "0000000A00000000000000AC", fetched], null, server.Settings);
        moved.ExitCode.ShouldBe(150);
        moved.Error.ShouldContain("it was moved");
        File.Exists(fetched).ShouldBeFalse();
        (await Smartai.RunAsync(["wal", "push", server.In("nothing-of-postgres")], null, server.Settings)).ExitCode.ShouldBe(2);
        File.Delete(Sealed("0000000A00000000000000AC"));
    }

    [Fact]
    public async Task The_log_that_no_base_backup_needs_goes_with_the_oldest_of_them()
    {
        await server.ArchivedAsync();
        var first = await MakeAsync();
        var old = Path.Combine(server.Place, "smartai-20200101t000000z-00000001" + first[^30..]);
        File.Copy(Path.Combine(server.Place, first), old);
        await RunAsync("create table if not exists public.more (n int)");
        await server.ArchivedAsync();
        await RunAsync("insert into public.more values (1)");
        await server.ArchivedAsync();
        // This one, and those that other tests of the class have made: only the one that is too old is left.
        foreach (var kept in Directory.GetFiles(server.Place, "*.base").Where(path => path != old))
            File.Delete(kept);
        File.Exists(Sealed(first[^29..^5])).ShouldBeTrue();

        var second = await MakeAsync();

        File.Exists(old).ShouldBeFalse();
        var needed = second[^29..^5];
        Directory
            .GetFiles(Path.Combine(server.Place, "wal"))
            .Select(path => Path.GetFileName(path))
            .Where(kept => kept.Length > 24 && string.CompareOrdinal(kept[8..24], needed[8..]) < 0)
            .ShouldBeEmpty();
        await server.ArchivedAsync();
        File.Exists(Sealed(needed)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("half", "was cut off or damaged at its end")]
    [InlineData("key", "was made under another master key")]
    [InlineData("before", "that was complete at")]
    [InlineData("full", "is not empty")]
    public async Task What_cannot_be_laid_down_leaves_the_folder_as_it_was(string what, string told)
    {
        var name = Directory.GetFiles(server.Place, "*.base").Select(Path.GetFileName).FirstOrDefault() ?? await MakeAsync();
        var place = Directory.CreateDirectory(server.In(what)).FullName;
        var bytes = await File.ReadAllBytesAsync(Path.Combine(server.Place, name), Cancel);
        await File.WriteAllBytesAsync(Path.Combine(place, name), what == "half" ? bytes[..(bytes.Length / 2)] : bytes, Cancel);
        var into = server.In(what + "-into");
        if (what == "full")
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(into).FullName, "somebody's"), "", Cancel);
        (string, string)[] settings =
            what == "key"
                ? [.. server.Settings, ("SMARTAI_SECRETS__MASTER_KEY", "another key that is long enough to be one")]
                : server.Settings;
        string[] until = what == "before" ? ["--until", "2020-01-01T00:00:00Z"] : [];

        var refused = await Smartai.RunAsync(["restore", "--physical", "--from", place, "--into", into, .. until], null, settings);

        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain(told);
        refused.Error.ShouldNotContain("   at ");
        (Directory.Exists(into) ? Directory.GetFiles(into).Length : 0).ShouldBe(what == "full" ? 1 : 0);
    }

    [Fact]
    public async Task A_stop_or_a_full_disk_in_the_middle_leaves_nothing_behind()
    {
        var major = await ArchivingServer.AskAsync<int>(server.Port, "select current_setting('server_version_num')::int / 10000");
        var place = server.In("stopped");
        using (var tools = await HeldTools.OfAsync("pg_basebackup", major))
        {
            using var backup = Smartai.Start(
                ["backup", "--physical", "--to", place],
                [.. server.Settings, ("SMARTAI_BACKUP__TOOLS", tools.Folder)]
            );
            await tools.BegunAsync();
            (await BadBackupTests.StopAsync(backup)).ShouldContain("Stopped before it was done");
            Directory.GetFiles(place, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        }

        await MakeAsync();
        var into = server.In("stopped-into");
        using (var tools = await HeldTools.OfAsync("pg_verifybackup", major))
        {
            using var restore = Smartai.Start(
                ["restore", "--physical", "--into", into],
                [.. server.Settings, ("SMARTAI_BACKUP__TOOLS", tools.Folder)]
            );
            await tools.BegunAsync();
            (await BadBackupTests.StopAsync(restore)).ShouldContain("Stopped before it was done");
            Directory.Exists(into).ShouldBeFalse();
        }

        Directory.CreateDirectory(into);
        var full = await Smartai.WithinAsync(
            $"mount -t tmpfs -o size=1m none '{into}' && {{ \"$@\"; code=$?; find '{into}' -type f; exit $code; }}",
            ["restore", "--physical", "--into", into],
            server.Settings
        );
        full.ExitCode.ShouldBe(2, full.Error);
        full.Error.ShouldMatch("^The folder .* does not take it: .*(disk was full|No space left on device)");
        full.Error.ShouldNotContain("   at ");
        full.Output.ShouldBeEmpty();
    }

    private string Sealed(string segment) => Path.Combine(server.Place, "wal", segment.ToLowerInvariant() + ".sealed");

    private async Task<string> MakeAsync()
    {
        var made = await Smartai.RunAsync(["backup", "--physical"], null, server.Settings);
        made.ExitCode.ShouldBe(0, made.Error);
        return made.Output.Split(' ')[0];
    }

    private Task<(int ExitCode, string Output, string Error)> PushAsync(string path) =>
        Smartai.RunAsync(["wal", "push", path], null, server.Settings);

    private Task RunAsync(string sql) => server.RunAsync(sql);
}
