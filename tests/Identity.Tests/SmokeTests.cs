namespace SmartAI.Identity.Tests;

public sealed class SmokeTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task An_administrator_reads_people()
    {
        var administrator = await platform.AdministratorAsync();
        (await administrator.GetAsync("/api/v1/users")).ShouldBe(200).Items.ShouldNotBeEmpty();
        var program = await platform.TokenAsync(administrator, "identity.users.read");
        (await program.GetAsync("/api/v1/users")).ShouldBe(200).Items.ShouldNotBeEmpty();
        await using var mcp = await platform.McpAsync(program.Bearer!);
        (await mcp.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken)).ShouldContain(t => t.Name == "identity_users_list");
    }
}
