using System.Diagnostics;
using System.Runtime.InteropServices;
using Npgsql;

namespace SmartAI.Server.Tests.Backups;

/// <summary>The embedded database keeps its log beside the backups where it is asked to, and is brought to any moment by it.</summary>
public sealed class EmbeddedLogTests
{
    private const string Moment = "2026-11-23T14:05:00Z";
    private const string Sum = "select coalesce(string_agg(text, ',' order by text), '') from public.notes";

    [Fact]
    public async Task What_was_deleted_by_mistake_is_there_again_when_the_embedded_database_is_recovered_to_the_moment_before()
    {
        await using var data = new DataFolder();
        (string, string)[] settings =
        [
            ("SMARTAI_BACKUP__TO", data.Path + "-backups"),
            ("SMARTAI_BACKUP__ARCHIVE", "true"),
            ("SMARTAI_BACKUP__PHYSICAL", "true"),
            ("SMARTAI_SECRETS__MASTER_KEY", BackupFixture.Key),
            ("SMARTAI_DATA", data.Path),
            ("SMARTAI_PORT", "0"),
        ];
        string expected;
        DateTime moment;
        await using (var served = await Served.StartAsync(settings))
        {
            await RunAsync(data, "create table public.notes (text text primary key)");
            await RunAsync(data, "insert into public.notes select 'before ' || n from generate_series(1, 50) n");
            var made = await Smartai.RunAsync(["backup", "--physical"], null, settings);
            made.ExitCode.ShouldBe(0, made.Error);
            await RunAsync(data, "insert into public.notes select 'after ' || n from generate_series(1, 50) n");
            expected = await AskAsync<string>(data, Sum);
            moment = await AskAsync<DateTime>(data, "select clock_timestamp()");
            await RunAsync(data, "delete from public.notes");
            (await served.StopAsync(PosixSignal.SIGTERM)).ShouldBe(0, served.Said);
        }

        // A stop puts the last of the log aside; the next start takes it to the backups.
        await using (var again = await Served.StartAsync(settings))
        {
            await Eventually.TrueAsync(
                () => Directory.GetFiles(data.In("postgres", "log-to-keep")).Length == 0,
                "what was put aside is kept",
                Patience.Long
            );
            Directory.GetFiles(Path.Combine(data.Path + "-backups", "wal")).ShouldNotBeEmpty(again.Said);
            (await AskAsync<string>(data, Sum)).ShouldBeEmpty();
            (await again.StopAsync(PosixSignal.SIGTERM)).ShouldBe(0, again.Said);
        }

        // As the page tells it, but for its last line, which builds and starts.
        var typed = (await Page.BlocksAsync("backup.md", "recovery")).ShouldHaveSingleItem();
        typed.ShouldContain(Moment);
        typed.ShouldEndWith("make up\n");
        Directory.CreateSymbolicLink(Path.Combine(data.Path, "..", ".data"), data.Path);
        await CutAsync(data, settings);
        var laid = await Smartai.TypedAsync(
            $"cd '{data.Path}/..'\n{typed.Replace(Moment, moment.ToUniversalTime().ToString("O")).Replace("make up\n", "")}",
            settings
        );
        laid.ExitCode.ShouldBe(0, laid.Error);
        laid.Output.ShouldContain("by the start that finds it in the place of");
        await GiveAsync(data.In("postgres", "cluster"), data.In("before"));

        await using var recovered = await Served.StartAsync(settings);
        (await AskAsync<string>(data, Sum)).ShouldBe(expected);
        (await AskAsync<bool>(data, "select pg_is_in_recovery()")).ShouldBeFalse();
        Directory.Exists(data.In("postgres", "cluster", "log-to-replay")).ShouldBeFalse();
    }

    // A segment that is cut is told before anything is laid down to be started.
    private static async Task CutAsync(DataFolder data, (string, string)[] settings)
    {
        var last = Directory.GetFiles(Path.Combine(data.Path + "-backups", "wal")).Max(StringComparer.Ordinal)!;
        var whole = await File.ReadAllBytesAsync(last, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(last, whole[..^20], TestContext.Current.CancellationToken);
        var refused = await Smartai.RunAsync(["restore", "--physical", "--into", data.In("cut")], null, settings);
        await File.WriteAllBytesAsync(last, whole, TestContext.Current.CancellationToken);

        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain("was cut off or damaged at its end");
        Directory.Exists(data.In("cut")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_told_and_the_log_waits_for_it()
    {
        await using var data = new DataFolder();
        var place = data.Path + "-backups";
        await File.WriteAllTextAsync(place, "a file where a folder should be", TestContext.Current.CancellationToken);
        (string, string)[] settings = [("SMARTAI_BACKUP__TO", place), ("SMARTAI_BACKUP__ARCHIVE", "true")];
        await using (var served = await Served.OnAsync(data, settings))
            (await served.StopAsync(PosixSignal.SIGTERM)).ShouldBe(0, served.Said);

        await using var again = await Served.OnAsync(data, settings);

        await Eventually.TrueAsync(
            () => again.Said.Contains("The log of the database is not kept beside the backups, and waits in", StringComparison.Ordinal),
            "it says so",
            Patience.Long
        );
        Directory.GetFiles(data.In("postgres", "log-to-keep")).ShouldNotBeEmpty();
        File.Delete(place);
        await Eventually.TrueAsync(
            () => Directory.GetFiles(data.In("postgres", "log-to-keep")).Length == 0,
            "it is kept once the place takes it",
            Patience.Long
        );
    }

    [Theory]
    [InlineData("SMARTAI_BACKUP__ARCHIVE", "Host=127.0.0.1;Username=nobody;Database=none", "is for the embedded PostgreSQL")]
    [InlineData("SMARTAI_BACKUP__ARCHIVE", null, "needs a place: set SMARTAI_BACKUP__TO")]
    [InlineData("SMARTAI_BACKUP__PHYSICAL", null, "needs a place: set SMARTAI_BACKUP__TO")]
    public async Task What_cannot_be_kept_is_refused_at_the_start(string setting, string? database, string told)
    {
        await using var data = new DataFolder();
        List<(string, string)> settings = [(setting, "true"), ("SMARTAI_DATA", data.Path), ("SMARTAI_PORT", "0")];
        if (database is not null)
            settings.AddRange([
                ("SMARTAI_DATABASE", database),
                ("SMARTAI_BACKUP__TO", data.Path + "-backups"),
                ("SMARTAI_SECRETS__MASTER_KEY", BackupFixture.Key),
            ]);

        var refused = await Smartai.RunAsync(["serve"], null, [.. settings]);

        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain(told);
    }

    private static string Connection(DataFolder data) => File.ReadAllText(data.In("postgres", "connection")).Trim() + ";Pooling=false";

    private static async Task RunAsync(DataFolder data, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection(data));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> AskAsync<T>(DataFolder data, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection(data));
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    // Where the tests are root, PostgreSQL has an account of its own: the one that owned what was there.
    private static async Task GiveAsync(string folder, string like)
    {
        using var process = Process.Start("chown", ["-R", $"--reference={like}", folder])!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
    }
}
