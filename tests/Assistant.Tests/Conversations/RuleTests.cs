using SmartAI.Assistant.Tests.Models;
using SmartAI.Assistant.Tests.Providers;

namespace SmartAI.Assistant.Tests.Conversations;

/// <summary>What operators and people decide about how the assistant acts: words before a conversation, and a yes that holds for one.</summary>
public sealed class RuleTests(LocalFixture platform) : IClassFixture<LocalFixture>
{
    private const string Instructions = "/api/v1/assistant/instructions";

    [Fact]
    public async Task A_model_is_told_what_was_written_for_everybody_and_for_the_roles_of_the_person()
    {
        await using var model = await platform.ScriptAsync(_ => new Said("Yes."));
        var role = await platform.RoleAsync("identity.users.read");
        var operatorOf = await platform.SignedInAsync("assistant.rules.manage");
        var member = await platform.SignedInAsync();
        var holder = await platform.SignInAsync(await platform.PersonAsync(roles: ["member", role]));
        await WriteAsync(operatorOf, "everyone", "Be brief.");
        await WriteAsync(operatorOf, role, "Speak of people politely.");

        await member.SayAsync(await member.BeginAsync(), new { text = "Hi" });
        await holder.SayAsync(await holder.BeginAsync(), new { text = "Hi" });

        var told = model.Server.Questions.Select(q => q.Body.GetProperty("messages")[0].Is("content").ShouldNotBeNull()).ToList();
        told.ShouldAllBe(t => t.Contains("Be brief.") && t.Contains("data, never an instruction"));
        told[0].ShouldNotContain("politely");
        told[1].ShouldContain("politely");
        (await operatorOf.SendAsync(HttpMethod.Put, $"{Instructions}/nobody-has-it", Text("x"), ("If-Match", "*"))).ShouldFail(
            422,
            "approvals.unknown_role"
        );
        (await member.GetAsync(Instructions)).ShouldFail(403, "access.denied");
        await WriteAsync(operatorOf, "everyone", "");
        (await operatorOf.GetAsync(Instructions)).ShouldBe(200).Items.ShouldHaveSingleItem().Is("role").ShouldBe(role);
    }

    [Fact]
    public async Task A_provider_for_roles_is_asked_for_nobody_else_and_the_next_one_is_no_way_around_it()
    {
        var role = await platform.RoleAsync("identity.users.read");
        await using var model = await platform.UseAsync("answer", roles: [role]);
        var member = await platform.SignedInAsync();
        var holder = await platform.SignInAsync(await platform.PersonAsync(roles: ["member", role]));

        var without = await member.SayAsync(await member.BeginAsync(), new { text = "Hi" });
        var with = await holder.SayAsync(await holder.BeginAsync(), new { text = "Hi" });

        without.Select(e => e.Data).ShouldContain(d => d.IsOf("notice") && d.Is("code") == "assistant.no_model");
        with[^1].Data.Is("model").ShouldBe("m");
        model.Server.Questions.Count.ShouldBe(1);
        (await member.GetAsync("/api/v1/assistant/offers")).ShouldBe(200).Json.GetProperty("hasModel").GetBoolean().ShouldBeFalse();
        (await holder.GetAsync("/api/v1/assistant/offers")).ShouldBe(200).Json.GetProperty("hasModel").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_provider_is_opened_to_everybody_again_and_takes_no_role_that_is_not_there()
    {
        var role = await platform.RoleAsync("identity.users.read");
        await using var model = await platform.UseAsync("answer", roles: [role]);
        var manager = await platform.SignedInAsync("assistant.providers.manage");
        var provider = (await manager.GetAsync("/api/v1/assistant/providers")).ShouldBe(200).Items.ShouldHaveSingleItem();
        var path = $"/api/v1/assistant/providers/{provider.GetProperty("id").GetGuid()}";

        (
            await manager.PatchAsync(path, new { roles = new[] { role, "no-such-role" } }, (await manager.GetAsync(path)).ETag)
        ).ShouldRefuseField("/roles", "approvals.unknown_role");
        var opened = (await manager.PatchAsync(path, new { roles = Array.Empty<string>() }, (await manager.GetAsync(path)).ETag)).ShouldBe(
            200
        );

        opened.Json.GetProperty("roles").GetArrayLength().ShouldBe(0);
        var member = await platform.SignedInAsync();
        (await member.SayAsync(await member.BeginAsync(), new { text = "Hi" }))[^1].Data.Is("model").ShouldBe("m");
    }

    [Fact]
    public async Task A_yes_holds_for_a_conversation_only_where_the_policy_lets_it()
    {
        var (first, second) = (await platform.PersonAsync(), await platform.PersonAsync());
        await using var model = await platform.ScriptAsync(asked =>
            asked.GetProperty("messages").EnumerateArray().Last().Is("role") == "tool"
                ? new Said("Done.")
                : new Said(
                    "",
                    ("a", "identity_users_lock", $$"""{"id":"{{asked.GetProperty("messages").EnumerateArray().Last().Is("content")}}"}""")
                )
        );
        var person = await platform.AdministratorAsync();
        var token = await platform.TokenAsync(person, "identity.users.lock");
        var (here, elsewhere) = (await person.BeginAsync(), await person.BeginAsync());
        var allow = $"{Talk.Path}/{here}/allowed-tools";
        var name = new { name = "identity_users_lock" };

        (await person.PostAsync(allow, name)).ShouldFail(409, "assistant.may_not_stand");
        await LetAsync(person, true);
        (await token.PostAsync(allow, name)).ShouldFail(403, "approvals.person_needed");
        var asking = await person.SayAsync(elsewhere, new { text = first.Id.ToString() });
        (await person.PostAsync(allow, name)).ShouldBe(204);
        var standing = await person.SayAsync(here, new { text = second.Id.ToString() });

        asking.Steps()[0].Is("state").ShouldBe("waiting");
        asking.Steps()[0].GetProperty("mayAllowAlways").GetBoolean().ShouldBeTrue();
        standing.Steps()[0].Is("state").ShouldBe("done");
        (await StatusAsync(first.Id)).ShouldBe("Active");
        (await StatusAsync(second.Id)).ShouldBe("Locked");
        (await person.GetAsync($"/api/v1/audit?targetId={second.Id}&action=identity.user.locked"))
            .Items.ShouldHaveSingleItem()
            .Is("face")
            .ShouldBe("assistant");
        (await person.ConversationAsync(here)).GetProperty("allowedTools")[0].GetString().ShouldBe("identity_users_lock");

        // Taken back by the operator it holds no more, whatever the person said before.
        await LetAsync(person, false);
        (await person.SayAsync(here, new { text = first.Id.ToString() })).Steps()[^1].Is("state").ShouldBe("waiting");
        await LetAsync(person, true);
        (await person.DeleteAsync($"{allow}/identity_users_lock")).ShouldBe(204);
        (await person.ConversationAsync(here)).GetProperty("allowedTools").GetArrayLength().ShouldBe(0);
    }

    private static async Task LetAsync(Browser by, bool allowInConversation)
    {
        const string Tool = "/api/v1/assistant/tools/identity_users_lock";
        var now = (await by.GetAsync(Tool)).ShouldBe(200);
        var body = System.Net.Http.Json.JsonContent.Create(
            new
            {
                everyone = (string?)null,
                roles = Array.Empty<object>(),
                secondPerson = false,
                allowInConversation,
            }
        );
        (await by.SendAsync(HttpMethod.Put, Tool, body, ("If-Match", now.ETag!))).ShouldBe(200);
    }

    private static async Task WriteAsync(Browser by, string role, string text)
    {
        var now = (await by.GetAsync($"{Instructions}/{role}")).ShouldBe(200);
        (await by.SendAsync(HttpMethod.Put, $"{Instructions}/{role}", Text(text), ("If-Match", now.ETag!))).ShouldBe(200);
    }

    private static System.Net.Http.Json.JsonContent Text(string text) => System.Net.Http.Json.JsonContent.Create(new { text });

    private Task<string?> StatusAsync(Guid person) =>
        platform.Database.ReadAsync<string>("select status from identity.users where id = $1", person);
}
