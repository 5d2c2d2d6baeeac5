namespace SmartAI.Server.Tests.Backups;

/// <summary>A stop while one of PostgreSQL's programs is at work, as a deployment or a full night does it.</summary>
public sealed class StoppedVerbTests(BackupFixture backups) : IClassFixture<BackupFixture>
{
    [Theory]
    [InlineData("--verify")]
    [InlineData("--replace")]
    public async Task A_stop_in_the_middle_of_a_restore_leaves_no_second_database_and_the_first_as_it_was(string how)
    {
        await backups.MakeAsync();
        using var tools = await HeldTools.OfAsync("pg_restore", await MajorAsync());
        // The test's own connections are those of a server that was not stopped.
        Npgsql.NpgsqlConnection.ClearAllPools();
        backups.Database.Source.Clear();
        using var restore = Smartai.Start(["restore", how], [.. backups.Settings, ("SMARTAI_BACKUP__TOOLS", tools.Folder)]);
        await tools.BegunAsync();
        (await backups.BesideAsync()).Count.ShouldBe(1);

        (await BadBackupTests.StopAsync(restore)).ShouldContain("Stopped before it was done");

        (await backups.BesideAsync()).ShouldBeEmpty();
        (await backups.Database.ReadAsync<string>("select email from identity.users")).ShouldBe(BackupFixture.Email);
    }

    [Fact]
    public async Task A_disk_of_the_database_that_fills_up_during_a_restore_ends_it_and_leaves_it_empty()
    {
        await backups.MakeAsync();
        await using var empty = await TestDatabase.EmptyAsync();
        // What PostgreSQL's program ends with then.
        using var tools = await HeldTools.FailingAsync("pg_restore", await MajorAsync(), "No space left on device");

        var refused = await Smartai.RunAsync(
            ["restore"],
            null,
            [.. backups.On(empty.ConnectionString), ("SMARTAI_BACKUP__TOOLS", tools.Folder)]
        );

        refused.ExitCode.ShouldBe(2, refused.Error);
        refused.Error.ShouldContain("No space left on device");
        refused.Error.ShouldNotContain("   at ");
        (
            await empty.ReadAsync<long>("select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
        ).ShouldBe(0);
    }

    private async Task<int> MajorAsync() =>
        await backups.Database.ReadAsync<int>("select current_setting('server_version_num')::int / 10000");
}

/// <summary>PostgreSQL's programs of one version, one of which says that it has begun and then never ends, or fails.</summary>
internal sealed class HeldTools : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartai-held-");

    internal string Folder => _folder.FullName;

    private string Begun => Path.Combine(Folder, "begun");

    internal static Task<HeldTools> OfAsync(string program, int major) =>
        MakeAsync(program, major, begun => $": > '{begun}'\nexec sleep 600\n");

    internal static Task<HeldTools> FailingAsync(string program, int major, string words) =>
        MakeAsync(program, major, _ => $"head -c 100000 > /dev/null\necho '{program}: error: {words}' >&2\nexit 1\n");

    internal Task BegunAsync() =>
        Eventually.TrueAsync(() => Task.FromResult(File.Exists(Begun)), "the program begins", TimeSpan.FromSeconds(90));

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<HeldTools> MakeAsync(string program, int major, Func<string, string> script)
    {
        var tools = new HeldTools();
        foreach (var real in Directory.GetFiles($"/usr/lib/postgresql/{major}/bin"))
            if (Path.GetFileName(real) != program)
                File.CreateSymbolicLink(Path.Combine(tools.Folder, Path.GetFileName(real)), real);
        var path = Path.Combine(tools.Folder, program);
        await File.WriteAllTextAsync(path, "#!/bin/sh\n" + script(tools.Begun));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return tools;
    }
}
