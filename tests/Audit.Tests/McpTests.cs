using System.Text.Json;

namespace SmartAI.Audit.Tests;

/// <summary>Programs come in by MCP with the rights of their person, and the trail tells so.</summary>
public sealed class McpTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task A_program_by_mcp_sees_the_tools_of_its_person_and_is_in_the_trail_as_mcp()
    {
        var administrator = await platform.AdministratorAsync();
        var person = await platform.PersonAsync();
        var program = await platform.TokenAsync(administrator, "identity.users.read");
        await using var mcp = await platform.McpAsync(program.Bearer!);
        var cancel = TestContext.Current.CancellationToken;

        var tools = await mcp.ListToolsAsync(cancellationToken: cancel);
        tools.Select(t => t.Name).ShouldContain("identity_users_list");
        tools.Select(t => t.Name).ShouldContain("identity_users_lock");
        tools.Select(t => t.Name).ShouldNotContain("identity_session_sign_in");
        var listed = await mcp.CallToolAsync(
            "identity_users_list",
            new Dictionary<string, object?> { ["q"] = person.Email },
            cancellationToken: cancel
        );
        var refused = await mcp.CallToolAsync(
            "identity_users_lock",
            new Dictionary<string, object?> { ["id"] = person.Id },
            cancellationToken: cancel
        );

        listed.IsError.ShouldNotBe(true);
        Trail.Text(listed).ShouldContain(person.Id.ToString());
        refused.IsError.ShouldBe(true);
        JsonDocument.Parse(Trail.Text(refused)).RootElement.GetProperty("code").GetString().ShouldBe("access.scope_missing");
        (await platform.Database.ReadAsync<string>("select status from identity.users where id = $1", person.Id)).ShouldBe("Active");
        var trail = (await administrator.GetAsync($"/api/v1/audit?actorId={administrator.UserId}&face=mcp&sort=occurredAt"))
            .ShouldBe(200)
            .Items;
        trail
            .Select(e => $"{e.GetProperty("operation").GetString()} {e.GetProperty("outcome").GetString()}")
            .ShouldBe(["identity.users.list succeeded", "identity.users.lock refused"]);
        trail.ShouldAllBe(e => e.GetProperty("address").GetString() == "127.0.0.1");
    }

    [Fact]
    public async Task Whoever_has_no_token_gets_no_tools()
    {
        var member = await platform.SignedInAsync("identity.users.read");

        (await platform.Anonymous().PostAsync("/mcp", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""))
            .ShouldBe(401)
            .Header("WWW-Authenticate")
            .ShouldNotBeNull()
            .ShouldContain("Bearer");
        (await member.PostAsync("/mcp", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""")).ShouldFail(401, "access.not_signed_in");
    }
}
