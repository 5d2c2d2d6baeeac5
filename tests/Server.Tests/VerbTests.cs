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
