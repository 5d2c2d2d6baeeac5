namespace SmartAI.Identity.Tests;

/// <summary>What a start looks for and makes where an installation is not as it should be.</summary>
public sealed class LaterStartTests : IAsyncLifetime
{
    private readonly PlatformFixture _platform = new();

    public ValueTask InitializeAsync() => _platform.InitializeAsync();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Administrators_get_what_a_new_version_adds_and_the_role_of_members_comes_back()
    {
        await _platform.AdministratorAsync();
        await _platform.Database.RunAsync(
            "update identity.roles set permissions = array_remove(permissions, 'identity.users.lock') where name = 'administrator'"
        );
        await _platform.Database.RunAsync("delete from identity.roles where name = 'member'");

        var node = await _platform.StartNodeAsync();

        node.FirstLines.ShouldBeEmpty();
        (
            await _platform.Database.ReadAsync<bool>(
                "select bool_or(permissions @> '{identity.users.lock}') and count(*) = 2 from identity.roles where name in ('administrator', 'member')"
            )
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task A_start_that_finds_everything_in_place_writes_nothing()
    {
        await _platform.AdministratorAsync();
        const string Versions =
            "select string_agg(v, ',' order by v) from (select xmin || name as v from identity.roles union select xmin || purpose from identity.one_time_links) rows";
        var before = await _platform.Database.ReadAsync<string>(Versions);

        var node = await _platform.StartNodeAsync();

        node.FirstLines.ShouldBeEmpty();
        (await _platform.Database.ReadAsync<string>(Versions)).ShouldBe(before);
    }

    [Fact]
    public async Task While_every_administrator_is_deactivated_each_start_prints_a_link_that_ends_the_one_before()
    {
        var only = await _platform.AdministratorAsync();
        await _platform.Database.RunAsync("update identity.users set status = 'Deactivated' where id = $1", only.UserId);

        var first = LinkOf(await _platform.StartNodeAsync());
        var second = LinkOf(await _platform.StartNodeAsync());

        var browser = _platform.Anonymous();
        object Body(string token) =>
            new
            {
                token,
                email = "root@example.org",
                displayName = "Root",
                password = PlatformFixture.Password,
            };
        (await browser.PostAsync("/api/v1/account/setup", Body(first))).ShouldFail(400, "identity.link_invalid");
        (await browser.PostAsync("/api/v1/account/setup", Body(second))).Status.ShouldBeInRange(200, 201);
    }

    private static string LinkOf(TestNode node) => string.Join(' ', node.FirstLines).Split("token=")[1];
}
