using static SmartAI.Approvals.Tests.Situations;

namespace SmartAI.Approvals.Tests;

/// <summary>Administrators say what programs may do; each test decides about a tool of its own.</summary>
public sealed class ToolPolicyTests(ApprovalsFixture platform) : IClassFixture<ApprovalsFixture>
{
    private static readonly object[] s_noRoles = [];

    [Fact]
    public async Task Reading_is_allowed_and_changing_asks_where_nobody_decided()
    {
        var administrator = await platform.AdministratorAsync();

        var tools = (await administrator.GetAsync("/api/v1/assistant/tools")).ShouldBe(200).Items;

        tools.Count.ShouldBeGreaterThan(40);
        tools.ShouldAllBe(t => t.GetProperty("default").GetString() == (t.GetProperty("readsOnly").GetBoolean() ? "allow" : "ask"));
    }

    [Fact]
    public async Task An_allowed_change_runs_at_once_and_still_needs_the_scope()
    {
        var administrator = await platform.AdministratorAsync();
        await administrator.PolicyAsync(
            "identity_users_lock",
            new
            {
                everyone = "allow",
                roles = s_noRoles,
                secondPerson = false,
            }
        );
        var (sam, robin) = (await platform.PersonAsync(), await platform.PersonAsync());
        await using var acting = await platform.ActingAsync(administrator);
        await using var reader = await platform.McpAsync((await platform.TokenAsync(administrator, "identity.users.read")).Bearer!);

        (await acting.CallAsync("identity_users_lock", new { id = sam.Id })).GetProperty("status").GetString().ShouldBe("locked");
        (await CallAsync(reader, "identity_users_lock", new { id = robin.Id }))
            .GetProperty("code")
            .GetString()
            .ShouldBe("access.scope_missing");

        (await platform.StatusAsync(robin)).ShouldBe("Active");
        (await platform.CountAsync(administrator)).ShouldBe(0);
    }

    [Fact]
    public async Task A_forbidden_tool_is_not_shown_and_a_call_is_refused_and_in_the_trail()
    {
        var administrator = await platform.AdministratorAsync();
        await administrator.PolicyAsync(
            "identity_users_get",
            new
            {
                everyone = "forbid",
                roles = s_noRoles,
                secondPerson = false,
            }
        );
        await administrator.PolicyAsync(
            "identity_users_deactivate",
            new
            {
                everyone = "forbid",
                roles = s_noRoles,
                secondPerson = false,
            }
        );
        var sam = await platform.PersonAsync();
        await using var acting = await platform.ActingAsync(administrator);

        var shown = await acting.Mcp.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        shown.ShouldNotContain(t => t.Name == "identity_users_get" || t.Name == "identity_users_deactivate");
        shown.ShouldContain(t => t.Name == "identity_users_list");
        (await acting.CallAsync("identity_users_get", new { id = sam.Id })).GetProperty("code").GetString().ShouldBe("tools.forbidden");

        var entry = (await administrator.GetAsync($"/api/v1/audit?targetId={sam.Id}&face=mcp")).Items.ShouldHaveSingleItem();
        entry.GetProperty("action").GetString().ShouldBe("identity.users.get");
        entry.GetProperty("outcome").GetString().ShouldBe("refused");
    }

    [Fact]
    public async Task Roles_add_up_and_the_most_generous_counts()
    {
        var administrator = await platform.AdministratorAsync();
        var (generous, strict) = (await platform.RoleAsync(Scopes), await platform.RoleAsync());
        await administrator.PolicyAsync(
            "identity_users_unlock",
            new
            {
                everyone = "forbid",
                roles = new[] { new { role = generous, rule = "ask" }, new { role = strict, rule = "forbid" } },
                secondPerson = false,
            }
        );
        var sam = await platform.PersonAsync(status: "Locked");
        await using var asks = await platform.ActingAsync(
            await platform.SignInAsync(await platform.PersonAsync(roles: ["member", generous, strict]))
        );
        await using var forbidden = await platform.ActingAsync(administrator);

        await asks.AskAsync("identity_users_unlock", new { id = sam.Id });
        (await forbidden.CallAsync("identity_users_unlock", new { id = sam.Id }))
            .GetProperty("code")
            .GetString()
            .ShouldBe("tools.forbidden");
    }

    [Fact]
    public async Task A_policy_that_means_nothing_is_refused_on_its_field()
    {
        var administrator = await platform.AdministratorAsync();

        (
            await PutAsync(
                administrator,
                "identity_users_list",
                new
                {
                    everyone = "ask",
                    roles = s_noRoles,
                    secondPerson = false,
                }
            )
        ).FieldCodes("/everyone").ShouldBe(["approvals.rule_unusable"]);
        (await PutAsync(administrator, "identity_users_update", new { roles = new[] { Rule("nobody") }, secondPerson = false }))
            .FieldCodes("/roles/0/role")
            .ShouldBe(["approvals.unknown_role"]);
        (
            await PutAsync(
                administrator,
                "identity_users_update",
                new { roles = new[] { Rule("member"), Rule("member") }, secondPerson = false }
            )
        )
            .FieldCodes("/roles/1/role")
            .ShouldBe(["approvals.role_twice"]);
        (await PutAsync(administrator, "no_such_tool", new { roles = s_noRoles, secondPerson = false })).ShouldFail(404, "tools.unknown");
        (await PutAsync(administrator, "identity_users_update", new { roles = s_noRoles, secondPerson = false }, "\"1\"")).ShouldFail(
            412,
            "request.stale"
        );
        (
            await PutAsync(
                await platform.SignedInAsync("approvals.tools.read"),
                "identity_users_update",
                new { roles = s_noRoles, secondPerson = true }
            )
        ).ShouldFail(403, "access.denied");
    }

    private static object Rule(string role) => new { role, rule = "allow" };

    private static Task<Answer> PutAsync(Browser person, string tool, object policy, string ifMatch = "*") =>
        person.SendAsync(
            HttpMethod.Put,
            $"/api/v1/assistant/tools/{tool}",
            System.Net.Http.Json.JsonContent.Create(policy),
            ("If-Match", ifMatch)
        );
}
