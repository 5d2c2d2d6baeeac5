using System.Runtime.InteropServices;

namespace SmartAI.Server.Tests.Backups;

/// <summary>What goes wrong ends with a sentence and a code other than 0, and damages nothing.</summary>
public sealed class BadBackupTests(BackupFixture backups) : IClassFixture<BackupFixture>
{
    private static readonly string[] s_restore = ["restore", "--verify"];

    [Theory]
    [InlineData("half", "was cut off or damaged at its end")]
    [InlineData("a byte", "was cut off or damaged at its end")]
    [InlineData("its last chunk", "was cut off or damaged at its end")]
    [InlineData("the header", "was cut off")]
    [InlineData("a bit", "is damaged")]
    [InlineData("all", "is not a backup of this platform")]
    public async Task A_backup_that_is_cut_or_damaged_is_told_so_and_restores_nothing(string what, string told)
    {
        const int chunk = (64 * 1024) + 16;
        var (folder, name) = await backups.SpoiledAsync(bytes =>
            what switch
            {
                "half" => bytes[..(bytes.Length / 2)],
                "a byte" => bytes[..^1],
                // Exactly at the border of a chunk: every byte that is left is right.
                "its last chunk" => bytes[..(57 + (bytes.Length - 57) / chunk * chunk)],
                "the header" => bytes[..40],
                "a bit" => [.. bytes[..300], (byte)(bytes[300] ^ 1), .. bytes[301..]],
                _ => [.. "no backup at all"u8],
            }
        );
        await using var empty = await TestDatabase.EmptyAsync();

        var refused = await Smartai.RunAsync(["restore", name, "--from", folder], null, backups.On(empty.ConnectionString));

        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain($"\"{name}\" {told}");
        refused.Error.ShouldNotContain("   at ");
        (
            await empty.ReadAsync<long>("select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
        ).ShouldBe(0);
        (await backups.BesideAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_key_is_told_before_anything_is_touched()
    {
        await backups.MakeAsync();
        var settings = backups.Settings;
        settings[1] = ("SMARTAI_SECRETS__MASTER_KEY", "another key that is long enough to be one");

        var refused = await Smartai.RunAsync(s_restore, null, settings);

        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("was made under another master key");
        (await backups.BesideAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_backup_of_a_newer_schema_is_refused()
    {
        await using var newer = await TestDatabase.CloneAsync();
        await newer.RunAsync("insert into identity.migrations (migration_id, product_version) values ('99991231000000_Future', '99')");
        var folder = Path.Combine(backups.Place, "..", "newer");
        var made = await Smartai.RunAsync(["backup", "--to", folder], null, backups.On(newer.ConnectionString));
        made.ExitCode.ShouldBe(0, made.Error);
        await using var empty = await TestDatabase.EmptyAsync();

        var refused = await Smartai.RunAsync(["restore", "--from", folder], null, backups.On(empty.ConnectionString));

        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("99991231000000_Future");
        refused.Error.ShouldContain("Restore it with that version.");
        (
            await empty.ReadAsync<long>("select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Without_programs_of_the_servers_version_it_names_the_package()
    {
        var tools = Directory.CreateTempSubdirectory("smartai-tools-");
        try
        {
            foreach (var program in (string[])["pg_dump", "pg_restore"])
            {
                var path = Path.Combine(tools.FullName, program);
                await File.WriteAllTextAsync(
                    path,
                    $"#!/bin/sh\necho '{program} (PostgreSQL) 9.6.1'\n",
                    TestContext.Current.CancellationToken
                );
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            var refused = await Smartai.RunAsync(["backup"], null, [.. backups.Settings, ("SMARTAI_BACKUP__TOOLS", tools.FullName)]);

            refused.ExitCode.ShouldBe(2);
            refused.Error.ShouldMatch(@"apt-get install postgresql-client-\d\d");
            refused.Error.ShouldContain("(found: 9)");
        }
        finally
        {
            tools.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_disk_that_fills_up_ends_it_and_leaves_no_half_backup()
    {
        var folder = Directory.CreateTempSubdirectory("smartai-full-");
        try
        {
            var full = await Smartai.WithinAsync(
                $"mount -t tmpfs -o size=64k none '{folder.FullName}' && {{ \"$@\"; code=$?; find '{folder.FullName}' -type f; exit $code; }}",
                ["backup", "--to", folder.FullName],
                backups.Settings
            );

            full.ExitCode.ShouldBe(2, full.Error);
            full.Error.ShouldContain("No space left on device");
            full.Error.ShouldNotContain("   at ");
            full.Output.ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_database_whose_disk_is_full_ends_migrate_with_a_sentence()
    {
        await using var database = await TestDatabase.EmptyAsync();
        await database.RunAsync(
            """
            create schema platform;
            create table platform.migrations (migration_id varchar(150) primary key, product_version varchar(32) not null);
            create function platform.full_disk() returns trigger language plpgsql as $$
                begin raise 'could not extend file' using errcode = '53100'; end $$;
            create trigger full_disk before insert on platform.migrations for each row execute function platform.full_disk()
            """
        );

        var refused = await Smartai.RunAsync(["migrate"], null, backups.On(database.ConnectionString));

        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("The database has no room left");
        (await database.ReadAsync<string>("select to_regclass('platform.jobs')::text")).ShouldBeNull();
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_backup_leaves_nothing_of_it_and_two_at_once_are_refused()
    {
        var place = Path.Combine(backups.Place, "..", "stopped");
        var (connection, transaction) = await BackupFixture.HoldAsync(
            backups.Database,
            "lock table identity.users in access exclusive mode"
        );
        using var backup = BackupFixture.Start(["backup", "--to", place], backups.Settings);
        await BackupFixture.BlockedAsync(backups.Database);

        var second = await backups.RunAsync("backup", "--to", place);
        second.ExitCode.ShouldBe(2);
        second.Error.ShouldContain("Another backup or restore of this database is at work.");

        (await StopAsync(backup)).ShouldContain("Stopped before it was done");
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
        (Directory.Exists(place) ? Directory.GetFiles(place, "*", SearchOption.AllDirectories) : []).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_restore_leaves_the_database_empty()
    {
        await backups.MakeAsync();
        await using var empty = await TestDatabase.EmptyAsync();
        var (connection, transaction) = await BackupFixture.HoldAsync(empty, "create schema identity");
        using var restore = BackupFixture.Start(["restore"], backups.On(empty.ConnectionString));
        await BackupFixture.BlockedAsync(empty);

        var told = await StopAsync(restore);

        told.ShouldContain("Stopped before it was done");
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
        await empty.UntilAsync(
            0L,
            "select count(*) from pg_stat_activity where datname = current_database() and application_name like 'smartai%'"
        );
        (
            await empty.ReadAsync<long>("select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
        ).ShouldBe(0);
    }

    [Fact]
    public async Task A_stop_while_migrate_waits_ends_it_and_two_at_once_do_the_work_once()
    {
        await using var database = await TestDatabase.EmptyAsync();
        var (connection, transaction) = await BackupFixture.HoldAsync(database, $"select pg_advisory_xact_lock({0x5341_4950_4d49_4752})");
        using var waiting = BackupFixture.Start(["migrate"], backups.On(database.ConnectionString));
        await BackupFixture.BlockedAsync(database);
        (await StopAsync(waiting)).ShouldContain("Stopped before it was done");
        await transaction.DisposeAsync();
        await connection.DisposeAsync();

        var both = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Smartai.RunAsync(["migrate"], null, backups.On(database.ConnectionString)))
        );

        both.ShouldAllBe(one => one.ExitCode == 0);
        both.Count(one => one.Output.Contains("Migrating", StringComparison.Ordinal)).ShouldBe(1);
    }

    internal static async Task<string> StopAsync(System.Diagnostics.Process process)
    {
        Smartai.Signal(process.Id, PosixSignal.SIGTERM);
        var told = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience.Limit);
        process.ExitCode.ShouldBe(130);
        return told;
    }
}
