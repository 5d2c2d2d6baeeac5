namespace SmartAI.Identity.Tests;

public sealed class RoleTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Roles = "/api/v1/roles";

    [Fact]
    public async Task A_role_is_made_renamed_and_deleted_and_its_people_follow()
    {
        var administrator = await platform.AdministratorAsync();
        var made = (
            await administrator.PostAsync(
                Roles,
                new
                {
                    name = "Help desk",
                    description = "Helps",
                    permissions = (string[])["identity.users.read"],
                }
            )
        ).ShouldBe(201);
        var person = await platform.PersonAsync(roles: ["member", "Help desk"]);
        var browser = await platform.SignInAsync(person);
        (await browser.GetAsync("/api/v1/users")).ShouldBe(200);
        (await administrator.GetAsync($"{Roles}/{made.Id}")).Json.GetProperty("memberCount").GetInt32().ShouldBe(1);

        var renamed = (await administrator.PatchAsync($"{Roles}/{made.Id}", new { name = "Support" }, made.ETag)).ShouldBe(200);
        renamed.Text("description").ShouldBe("Helps");
        // Null takes out what may be missing, as the page sends it where the description was emptied.
        var plain = (await administrator.PatchAsync($"{Roles}/{made.Id}", """{"description":null}""", renamed.ETag)).ShouldBe(200);
        plain.Json.GetProperty("description").GetString().ShouldBeNullOrEmpty();
        (await administrator.PatchAsync($"{Roles}/{made.Id}", """{"name":null}""", plain.ETag)).ShouldRefuseField(
            "/name",
            "validation.required"
        );
        (await RolesOfAsync(person)).ShouldBe(["member", "Support"]);
        (await browser.GetAsync("/api/v1/users")).ShouldBe(200);

        (await administrator.DeleteAsync($"{Roles}/{made.Id}")).ShouldBe(204);
        (await RolesOfAsync(person)).ShouldBe(["member"]);
        await Eventually.TrueAsync(
            async () => (await browser.GetAsync("/api/v1/users")).Code == "access.denied",
            "the right is gone",
            Patience.ToBeTold
        );
        (await administrator.GetAsync($"{Roles}/{made.Id}")).ShouldFail(404, "identity.role_not_found");
    }

    [Fact]
    public async Task Of_two_roles_that_are_made_with_one_name_at_once_one_is_told_that_it_is_taken()
    {
        var administrator = await platform.AdministratorAsync();
        var name = $"Twice {Platform.Ids.NewSecret()[..8]}";

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => administrator.PostAsync(Roles, new { name, permissions = (string[])[] }))
        );

        answers.Count(a => a.Status == 201).ShouldBe(1);
        answers.Where(a => a.Status != 201).Select(a => a.Code).Distinct().ShouldBe(["identity.role_name_taken"]);
        (await platform.Database.ReadAsync<long>($"select count(*) from identity.roles where name = '{name}'")).ShouldBe(1);
        (await platform.Database.ReadAsync<long>($"select count(*) from platform.audit_entries where target_name = '{name}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Two_roles_of_one_name_and_permissions_that_are_none_are_refused()
    {
        var administrator = await platform.AdministratorAsync();
        var name = await platform.RoleAsync("identity.users.read");

        (await administrator.PostAsync(Roles, new { name, permissions = (string[])[] })).ShouldFail(409, "identity.role_name_taken");
        (
            await administrator.PostAsync(
                Roles,
                new { name = "New one", permissions = (string[])["identity.users.read", "identity.users.fly"] }
            )
        ).ShouldRefuseField("/permissions/1", "identity.unknown_permission");
        (await administrator.PostAsync(Roles, new { name = "<script>", permissions = (string[])[] })).ShouldRefuseField(
            "/name",
            "validation.pattern"
        );
        (await platform.Database.ReadAsync<long>("select count(*) from identity.roles where name in ('New one', '<script>')")).ShouldBe(0);
    }

    [Fact]
    public async Task Built_in_roles_stay_as_they_are()
    {
        var administrator = await platform.AdministratorAsync();
        var role = (await administrator.GetAsync(Roles))
            .Items.Single(r => r.GetProperty("name").GetString() == "administrator")
            .GetProperty("id")
            .GetGuid();
        var tag = (await administrator.GetAsync($"{Roles}/{role}")).ETag;

        (await administrator.PatchAsync($"{Roles}/{role}", new { description = "mine" }, tag)).ShouldFail(409, "identity.role_built_in");
        (await administrator.DeleteAsync($"{Roles}/{role}")).ShouldFail(409, "identity.role_built_in");
    }

    [Fact]
    public async Task Nobody_grants_rights_that_they_do_not_hold()
    {
        var keeper = await platform.SignedInAsync(
            "identity.roles.update",
            "identity.roles.read",
            "identity.users.update",
            "identity.users.read"
        );
        var (strong, weak) = (await platform.RoleAsync("audit.entries.read"), await platform.RoleAsync("identity.users.read"));
        var person = await platform.PersonAsync();

        (await keeper.PostAsync(Roles, new { name = "Mine", permissions = (string[])["audit.entries.read"] })).ShouldFail(
            403,
            "identity.rights_exceeded"
        );
        var (weakId, weakTag) = await RoleAsync(keeper, weak);
        (
            await keeper.PatchAsync(
                $"{Roles}/{weakId}",
                new { permissions = (string[])["identity.users.read", "audit.entries.read"] },
                weakTag
            )
        ).ShouldFail(403, "identity.rights_exceeded");
        var (strongId, strongTag) = await RoleAsync(keeper, strong);
        (await keeper.PatchAsync($"{Roles}/{strongId}", new { permissions = (string[])[] }, strongTag)).ShouldFail(
            403,
            "identity.rights_exceeded"
        );
        (await keeper.DeleteAsync($"{Roles}/{strongId}")).ShouldFail(403, "identity.rights_exceeded");
        var tag = (await keeper.GetAsync($"/api/v1/users/{person.Id}")).ETag;
        (await keeper.PatchAsync($"/api/v1/users/{person.Id}", new { roles = (string[])["member", strong] }, tag)).ShouldFail(
            403,
            "identity.rights_exceeded"
        );
        (await keeper.PatchAsync($"/api/v1/users/{person.Id}", new { roles = (string[])["administrator"] }, tag)).ShouldFail(
            403,
            "identity.rights_exceeded"
        );

        (await platform.Database.ReadAsync<string[]>("select permissions from identity.roles where name = $1", strong)).ShouldBe([
            "audit.entries.read",
        ]);
        (await RolesOfAsync(person)).ShouldBe(["member"]);
        (await keeper.PatchAsync($"/api/v1/users/{person.Id}", new { roles = (string[])["member", weak] }, tag)).ShouldBe(200);
    }

    [Fact]
    public async Task Permissions_come_as_a_list_of_one_page()
    {
        var administrator = await platform.AdministratorAsync();

        var page = (await administrator.GetAsync("/api/v1/permissions")).ShouldBe(200);

        page.Next.ShouldBeNull();
        page.Items.Select(p => p.GetProperty("name").GetString()).ShouldContain("identity.roles.update");
        (await administrator.GetAsync("/api/v1/permissions?limit=1")).ShouldFail(400, "request.unknown_parameter");
    }

    [Fact]
    public async Task A_role_with_a_right_that_no_module_declares_any_more_can_be_changed_and_its_people_too()
    {
        var administrator = await platform.AdministratorAsync();
        var name = await platform.RoleAsync("identity.users.read", "former.things.read");
        var person = await platform.PersonAsync(roles: ["member", name]);
        var (id, tag) = await RoleAsync(administrator, name);

        var described = (await administrator.PatchAsync($"{Roles}/{id}", new { description = "Reads" }, tag)).ShouldBe(200);
        Permissions(described).ShouldBe(["former.things.read", "identity.users.read"], ignoreOrder: true);
        // As the page sends it: all that it was given, and one more.
        var more = (
            await administrator.PatchAsync(
                $"{Roles}/{id}",
                new { permissions = (string[])["identity.users.read", "former.things.read", "identity.users.lock"] },
                described.ETag
            )
        ).ShouldBe(200);
        Permissions(more).ShouldBe(["former.things.read", "identity.users.lock", "identity.users.read"]);
        (
            await administrator.PatchAsync($"{Roles}/{id}", new { permissions = (string[])["former.things.write"] }, more.ETag)
        ).ShouldRefuseField("/permissions/0", "identity.unknown_permission");
        var less = (
            await administrator.PatchAsync($"{Roles}/{id}", new { permissions = (string[])["identity.users.read"] }, more.ETag)
        ).ShouldBe(200);
        Permissions(less).ShouldBe(["identity.users.read"]);
        (
            await administrator.PatchAsync($"{Roles}/{id}", new { permissions = (string[])["former.things.read"] }, less.ETag)
        ).ShouldRefuseField("/permissions/0", "identity.unknown_permission");

        // Nobody holds such a right, and so nobody has to hold it to reach those who once did.
        var former = await platform.RoleAsync("former.things.read");
        var other = await platform.PersonAsync(roles: [former]);
        (await administrator.PostAsync($"/api/v1/users/{other.Id}/lock")).ShouldBe(200);
        (await administrator.PostAsync($"/api/v1/users/{person.Id}/lock")).ShouldBe(200);

        static IEnumerable<string?> Permissions(Answer role) =>
            role.Json.GetProperty("permissions").EnumerateArray().Select(p => p.GetString());
    }

    [Fact]
    public async Task Nobody_touches_somebody_who_may_more()
    {
        var desk = await platform.SignedInAsync(
            "identity.users.lock",
            "identity.users.read",
            "identity.users.update",
            "identity.users.deactivate"
        );
        var administrator = await platform.AdministratorAsync();
        var tag = (await desk.GetAsync($"/api/v1/users/{administrator.UserId}")).ETag;

        (await desk.PostAsync($"/api/v1/users/{administrator.UserId}/lock")).ShouldFail(403, "identity.rights_exceeded");
        (await desk.PostAsync($"/api/v1/users/{administrator.UserId}/deactivate")).ShouldFail(403, "identity.rights_exceeded");
        (await desk.PatchAsync($"/api/v1/users/{administrator.UserId}", new { displayName = "Nobody" }, tag)).ShouldFail(
            403,
            "identity.rights_exceeded"
        );
        (await administrator.GetAsync("/api/v1/me")).ShouldBe(200).Text("displayName").ShouldNotBe("Nobody");
    }

    [Fact]
    public async Task Why_somebody_may_or_may_not_is_explained()
    {
        var administrator = await platform.AdministratorAsync();
        var role = await platform.RoleAsync("identity.users.lock");
        var (granted, not, locked) = (
            await platform.PersonAsync(roles: [role]),
            await platform.PersonAsync(),
            await platform.PersonAsync("Locked", [role])
        );

        (await ReasonAsync(granted, "identity.users.lock")).ShouldBe("granted");
        (await ReasonAsync(not, "identity.users.lock")).ShouldBe("permission_missing");
        (await ReasonAsync(locked, "identity.users.lock")).ShouldBe("identity.user_locked");
        (await ReasonAsync(not, "identity.me.read")).ShouldBe("self");
        (await ReasonAsync(not, "identity.session.sign_in")).ShouldBe("anonymous");
        (await administrator.GetAsync($"/api/v1/permissions/explain?operation=no.such&userId={not.Id}")).ShouldRefuseField(
            "/operation",
            "identity.unknown_operation"
        );
        (await administrator.GetAsync($"/api/v1/permissions/explain?operation=identity.me.read&userId={Guid.Empty}")).ShouldFail(
            404,
            "identity.user_not_found"
        );

        async Task<string> ReasonAsync(Person person, string operation) =>
            (await administrator.GetAsync($"/api/v1/permissions/explain?operation={operation}&userId={person.Id}"))
                .ShouldBe(200)
                .Text("reason");
    }

    private Task<string[]?> RolesOfAsync(Person person) =>
        platform.Database.ReadAsync<string[]>("select roles from identity.users where id = $1", person.Id);

    private static async Task<(Guid Id, string Tag)> RoleAsync(Browser reader, string name)
    {
        var id = (await reader.GetAsync(Roles))
            .ShouldBe(200)
            .Items.Single(r => r.GetProperty("name").GetString() == name)
            .GetProperty("id")
            .GetGuid();
        return (id, (await reader.GetAsync($"{Roles}/{id}")).ETag);
    }
}
