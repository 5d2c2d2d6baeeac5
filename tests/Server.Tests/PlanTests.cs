namespace SmartAI.Server.Tests;

/// <summary>What an upgrade will do is told before it is done.</summary>
public sealed class PlanTests
{
    [Fact]
    public async Task A_plan_prints_sql_locks_and_scans_with_the_sizes_of_the_tables_and_changes_nothing()
    {
        await using var database = await TestDatabase.CloneAsync();
        (string, string)[] settings =
        [
            ("SMARTAI_DATABASE", database.ConnectionString),
            ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef"),
        ];
        var nothing = await Smartai.RunAsync(["migrate", "--plan"], null, settings);
        nothing.ExitCode.ShouldBe(0, nothing.Error);
        nothing.Output.ShouldContain("nothing is pending");

        // As before the last migration of notifications: its tables are new, what is there is told with its size.
        await database.RunAsync(
            "drop schema notifications cascade; delete from platform.migrations where migration_id like '%\\_LiveEvents'"
        );
        var planned = await Smartai.RunAsync(["migrate", "--plan"], null, settings);

        planned.ExitCode.ShouldBe(0, planned.Error);
        planned.Output.ShouldContain("-- notifications: 20");
        planned.Output.ShouldContain("CREATE TABLE notifications.");
        planned.Output.ShouldContain("-- platform: 20261123041500_LiveEvents");
        planned.Output.ShouldContain("create table platform.live_events");
        planned.Output.ShouldContain("which is new: nobody waits");
        (await database.ReadAsync<string>("select to_regclass('notifications.deliveries')::text")).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_planned_for_a_database_that_is_newer()
    {
        await using var database = await TestDatabase.CloneAsync();
        await database.RunAsync("insert into identity.migrations (migration_id, product_version) values ('99991231000000_Future', '99')");

        foreach (
            var arguments in (string[][])
                [
                    ["migrate"],
                    ["migrate", "--plan"],
                ]
        )
        {
            var refused = await Smartai.RunAsync(
                arguments,
                null,
                ("SMARTAI_DATABASE", database.ConnectionString),
                ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef")
            );
            refused.ExitCode.ShouldBe(2);
            refused.Error.ShouldContain("Start that version, or restore the backup made before the upgrade.");
        }
    }
}
