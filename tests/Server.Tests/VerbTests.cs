using System.Text.Json;

namespace SmartAI.Server.Tests;

public sealed class VerbTests
{
    private static readonly (string, string)[] s_key = [("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef")];

    [Theory]
    [InlineData("SMARTAI_PORT", "eighty")]
    [InlineData("SMARTAI_PORT", "70000")]
    [InlineData("SMARTAI_LISTEN", "everywhere")]
    [InlineData("SMARTAI_SETUP_TOKEN", "short")]
    [InlineData("SMARTAI_PUBLIC__URL", "http://smartai.example.org")]
    [InlineData("SMARTAI_PUBLIC__URL", "smartai.example.org")]
    [InlineData("SMARTAI_SECRETS__MASTER_KEY", "short")]
    [InlineData("SMARTAI_DATABASE", "not a connection string")]
    [InlineData("SMARTAI_EMBEDDED", "false")]
    public async Task A_setting_that_cannot_be_used_stops_the_start_with_a_sentence(string variable, string value)
    {
        var settings = s_key.Where(k => k.Item1 != variable).Append((variable, value)).ToArray();

        var (code, _, error) = await Smartai.RunAsync(["serve"], null, settings);

        code.ShouldBe(2, error);
        error.ShouldContain(variable);
        error.ShouldContain("Example: ");
        error.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("--people takes a whole number from 1 to 1000000.", "demo", "--people", "many")]
    [InlineData("--people takes a whole number from 1 to 1000000.", "demo", "--people", "0")]
    [InlineData("--concurrency takes a whole number from 1 to 256.", "worker", "--concurrency", "1.5")]
    [InlineData("--until takes a time, such as 2026-11-23T14:05:00Z.", "restore", "--physical", "--until", "yesterday")]
    public async Task An_option_that_cannot_be_read_says_what_it_takes(string sentence, params string[] arguments)
    {
        var (code, output, error) = await Smartai.RunAsync(arguments);

        code.ShouldBe(1, output + error);
        error.ShouldContain(sentence);
        (output + error).ShouldNotContain("   at ");
        (output + error).ShouldNotContain("System.");
    }

    [Fact]
    public async Task A_place_for_backups_that_is_no_place_is_refused_and_no_folder_is_made()
    {
        await using var database = await TestDatabase.EmptyAsync();
        (string, string)[] settings = [.. s_key, ("SMARTAI_DATABASE", database.ConnectionString)];
        (await Smartai.RunAsync(["migrate"], null, settings)).ExitCode.ShouldBe(0);

        var (code, _, error) = await Smartai.RunAsync(["backup", "--to", "ftp://backups.example.org/smartai"], null, settings);

        code.ShouldBe(2, error);
        error.ShouldContain("neither a folder nor s3://");
        Directory.Exists("ftp:").ShouldBeFalse();
    }

    [Fact]
    public async Task The_document_is_printed_without_a_database()
    {
        var (code, output, error) = await Smartai.RunAsync(["openapi"]);

        code.ShouldBe(0, error);
        JsonDocument.Parse(output).RootElement.GetProperty("openapi").GetString().ShouldStartWith("3.1");
    }

    [Fact]
    public async Task A_database_is_migrated_filled_emptied_and_administered_from_the_command_line()
    {
        await using var database = await TestDatabase.EmptyAsync();
        (string, string)[] settings = [.. s_key, ("SMARTAI_DATABASE", database.ConnectionString)];

        var early = await Smartai.RunAsync(["serve"], null, settings);
        early.ExitCode.ShouldBe(2);
        early.Error.ShouldContain("smartai migrate");
        var noPlace = await Smartai.RunAsync(
            ["users", "create-admin", "--email", "root@example.org", "--name", "Root"],
            "unusual kettle volcano 7",
            settings
        );
        noPlace.ExitCode.ShouldBe(2);
        noPlace.Error.ShouldContain("smartai migrate");
        noPlace.Error.ShouldNotContain("   at ");
        await using var folder = new DataFolder();
        var nothing = await Smartai.RunAsync(["backup", "--to", folder.Path], null, settings);
        nothing.ExitCode.ShouldBe(2);
        nothing.Error.ShouldContain("smartai migrate");
        nothing.Error.ShouldNotContain("   at ");
        (await Smartai.RunAsync(["migrate"], null, settings)).ExitCode.ShouldBe(0);

        const string rows =
            "select concat_ws(' ', (select count(*) from identity.users), (select count(*) from identity.roles), (select count(*) from platform.audit_entries))";
        var made = await Smartai.RunAsync(
            ["users", "create-admin", "--email", "root@example.org", "--name", "Root"],
            "unusual kettle volcano 7",
            settings
        );
        made.ExitCode.ShouldBe(0, made.Error);
        var weak = await Smartai.RunAsync(
            ["users", "create-admin", "--email", "weak@example.org", "--name", "Weak"],
            "password123",
            settings
        );
        weak.ExitCode.ShouldBe(2);
        weak.Error.ShouldNotContain("password123");
        var before = await database.ReadAsync<string>(rows);

        var filled = await Smartai.RunAsync(["demo", "--people", "30"], null, settings);
        filled.ExitCode.ShouldBe(0, filled.Error);
        (await database.ReadAsync<long>("select count(*) from identity.users")).ShouldBe(31);
        (await Smartai.RunAsync(["demo", "--remove"], null, settings)).ExitCode.ShouldBe(0);
        (await database.ReadAsync<string>(rows)).ShouldBe(before);

        await database.RunAsync("insert into identity.migrations (migration_id, product_version) values ('99991231000000_Future', '99')");
        var newer = await Smartai.RunAsync(["serve"], null, settings);
        newer.ExitCode.ShouldBe(2);
        newer.Error.ShouldContain("newer version");
    }

    [Fact]
    public async Task A_migration_that_fails_is_red_and_leaves_nothing_half_done()
    {
        await using var database = await TestDatabase.EmptyAsync();
        (string, string)[] settings = [.. s_key, ("SMARTAI_DATABASE", database.ConnectionString)];
        await database.RunAsync("create schema identity");
        await database.RunAsync("create table identity.users (in_the_way int)");

        var failed = await Smartai.RunAsync(["migrate"], null, settings);
        failed.ExitCode.ShouldNotBe(0);
        failed.Output.ShouldNotContain("up to date");
        failed.Error.ShouldContain("users");
        (
            await database.ReadAsync<long>("select count(*) from pg_tables where schemaname = 'identity' and tablename <> 'migrations'")
        ).ShouldBe(1);

        await database.RunAsync("drop table identity.users");
        (await Smartai.RunAsync(["migrate"], null, settings)).ExitCode.ShouldBe(0);
    }
}
