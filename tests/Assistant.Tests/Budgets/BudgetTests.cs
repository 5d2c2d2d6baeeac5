using System.Net.Http.Json;
using SmartAI.Assistant.Tests.Conversations;
using SmartAI.Assistant.Tests.Providers;

namespace SmartAI.Assistant.Tests.Budgets;

/// <summary>What models cost, who used how much, and what happens at the limit. The model reads 9 tokens and writes 2 for each question.</summary>
public sealed class BudgetTests(LocalFixture platform) : IClassFixture<LocalFixture>
{
    private const string Budgets = "/api/v1/assistant/budgets";
    private const string Usage = "/api/v1/assistant/usage";

    [Fact]
    public async Task Each_question_is_counted_and_priced_by_person_day_and_model_and_can_be_exported()
    {
        await using var model = await platform.UseAsync("answer", inputPriceMicros: 3_000_000, outputPriceMicros: 15_000_000);
        var (person, other) = (await platform.SignedInAsync(), await platform.SignedInAsync());
        var reader = await platform.SignedInAsync("assistant.usage.read");

        await person.SayAsync(await person.BeginAsync(), new { text = "Hi" });
        await person.SayAsync(await person.BeginAsync(), new { text = "Hi again" });
        await other.SayAsync(await other.BeginAsync(), new { text = "Hi" });

        var line = (await reader.GetAsync($"{Usage}?personId={person.UserId}")).ShouldBe(200).Items.ShouldHaveSingleItem();
        line.GetProperty("questions").GetInt64().ShouldBe(2);
        line.GetProperty("inputTokens").GetInt64().ShouldBe(18);
        line.GetProperty("outputTokens").GetInt64().ShouldBe(4);
        // 9 of 3 and 2 of 15 for a million, in millionths: 57 for each question.
        line.GetProperty("costMicros").GetInt64().ShouldBe(114);
        line.Is("model").ShouldBe("m");
        (await reader.GetAsync($"{Usage}?personId={person.UserId}&to=2020-01-01T00:00:00Z")).Items.ShouldBeEmpty();
        (await reader.GetAsync($"{Usage}?format=csv&personId={person.UserId}")).ShouldBe(200).Body.ShouldContain(",114");
        (await reader.GetAsync($"{Usage}/days"))
            .ShouldBe(200)
            .Json.GetProperty("days")[0]
            .GetProperty("people")
            .GetInt32()
            .ShouldBeGreaterThanOrEqualTo(2);
        var own = (await person.GetAsync($"{Usage}/own")).ShouldBe(200).Json;
        own.GetProperty("day").GetProperty("tokens").GetInt64().ShouldBe(22);
        own.GetProperty("month").GetProperty("limitTokens").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await person.GetAsync(Usage)).ShouldFail(403, "access.denied");
        (await person.GetAsync($"{Usage}/days")).ShouldFail(403, "access.denied");
    }

    [Fact]
    public async Task At_the_limit_no_provider_is_asked_and_the_person_is_told_until_the_next_day()
    {
        await using var model = await platform.UseAsync("answer");
        var manager = await platform.SignedInAsync("assistant.rules.manage");
        var someone = await platform.PersonAsync();
        var person = await platform.SignInAsync(someone);
        await SetAsync(manager, someone.Id.ToString(), new { dayTokens = 11 });
        var conversation = await person.BeginAsync();

        var before = await person.SayAsync(conversation, new { text = "Hi" });
        var after = await person.SayAsync(conversation, new { text = "lock my account" });

        before[^1].Data.Is("model").ShouldBe("m");
        after[1].Data.Is("code").ShouldBe("assistant.budget_spent");
        after.Select(e => e.Data).ShouldNotContain(d => d.IsOf("notice") && d.Is("code") == "assistant.no_model");
        after[^1].Data.Is("state").ShouldBe("done");
        model.Server.Questions.Count.ShouldBe(1);
        platform.Clock.Advance(TimeSpan.FromDays(1));
        var again = await platform.SignInAsync(someone);
        (await again.SayAsync(conversation, new { text = "Hi" }))[^1].Data.Is("model").ShouldBe("m");
    }

    [Fact]
    public async Task A_budget_may_refuse_at_its_limit_and_then_only_what_a_person_chooses_by_hand_is_done()
    {
        await using var model = await platform.UseAsync("answer");
        var manager = await platform.SignedInAsync("assistant.rules.manage");
        var someone = await platform.PersonAsync();
        var person = await platform.SignInAsync(someone);
        await SetAsync(manager, someone.Id.ToString(), new { dayTokens = 0, atLimit = "refuse" });
        var conversation = await person.BeginAsync();

        var asked = await person.SayAsync(conversation, new { text = "lock my account" });
        var chosen = await person.SayAsync(conversation, new { tool = new { name = "assistant_usage_own", arguments = new { } } });

        asked.Where(e => e.EventType == "part").ShouldHaveSingleItem().Data.Is("code").ShouldBe("assistant.budget_refused");
        asked[^1].Data.Is("state").ShouldBe("failed");
        chosen.Steps().ShouldHaveSingleItem().GetProperty("result").Is("atLimit").ShouldBe("refuse");
        model.Server.Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_budget_may_warn_at_its_limit_and_the_model_goes_on()
    {
        await using var model = await platform.UseAsync("answer");
        var manager = await platform.SignedInAsync("assistant.rules.manage");
        var someone = await platform.PersonAsync();
        var person = await platform.SignInAsync(someone);
        await SetAsync(manager, someone.Id.ToString(), new { dayTokens = 0, atLimit = "warn" });

        var told = await person.SayAsync(await person.BeginAsync(), new { text = "Hi" });

        told.Single(e => e.EventType == "part").Data.Is("code").ShouldBe("assistant.budget_over");
        string.Concat(told.Where(e => e.EventType == "text").Select(e => e.Data.Is("text"))).ShouldBe("Hello");
        told[^1].Data.Is("state").ShouldBe("done");
        model.Server.Questions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_of_many_rounds_that_is_warned_goes_on_to_its_end_and_says_so_once()
    {
        await using var model = await platform.UseAsync("tools");
        var manager = await platform.SignedInAsync("assistant.rules.manage");
        var someone = await platform.PersonAsync();
        var person = await platform.SignInAsync(someone);
        await SetAsync(manager, someone.Id.ToString(), new { monthTokens = 22, atLimit = "warn" });

        var told = await person.SayAsync(await person.BeginAsync(), new { text = "Hi" });

        told.Select(e => e.Data)
            .Where(d => d.IsOf("notice"))
            .Select(d => d.Is("code"))
            .ShouldBe(["assistant.budget_over", "assistant.too_many_calls"]);
        model.Server.Questions.Count.ShouldBe(8);
    }

    [Fact]
    public async Task Of_several_roles_the_most_generous_end_counts_and_a_wrong_one_is_refused()
    {
        var manager = await platform.SignedInAsync("assistant.rules.manage");
        var (narrow, wide) = (await platform.RoleAsync("identity.users.read"), await platform.RoleAsync("identity.users.lock"));
        var person = await platform.SignInAsync(await platform.PersonAsync(roles: [narrow, wide]));

        await SetAsync(manager, narrow, new { dayTokens = 10, atLimit = "refuse" });
        (await EndAsync(person)).ShouldBe("refuse");
        await SetAsync(manager, wide, new { dayTokens = 10 });
        (await EndAsync(person)).ShouldBe("withoutModel");

        (
            await manager.SendAsync(
                HttpMethod.Put,
                $"{Budgets}/{wide}",
                JsonContent.Create(new { dayTokens = 1, atLimit = "explode" }),
                ("If-Match", "*")
            )
        ).Status.ShouldBeInRange(400, 422);
        (await EndAsync(person)).ShouldBe("withoutModel");
    }

    private static async Task<string?> EndAsync(Browser by) => (await by.GetAsync($"{Usage}/own")).ShouldBe(200).Json.Is("atLimit");

    [Fact]
    public async Task An_answer_of_many_rounds_ends_when_it_reaches_the_limit()
    {
        await using var model = await platform.UseAsync("tools");
        var manager = await platform.SignedInAsync("assistant.rules.manage");
        var someone = await platform.PersonAsync();
        var person = await platform.SignInAsync(someone);
        await SetAsync(manager, someone.Id.ToString(), new { monthTokens = 22 });

        var told = await person.SayAsync(await person.BeginAsync(), new { text = "Hi" });

        told[^1].Data.Is("state").ShouldBe("failed");
        told.Select(e => e.Data).ShouldContain(d => d.IsOf("notice") && d.Is("code") == "assistant.budget_spent");
        model.Server.Questions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_several_roles_the_most_generous_budget_counts_and_a_persons_own_before_them()
    {
        var manager = await platform.SignedInAsync("assistant.rules.manage");
        var (narrow, wide) = (await platform.RoleAsync("identity.users.read"), await platform.RoleAsync("identity.users.lock"));
        var someone = await platform.PersonAsync(roles: ["member", narrow, wide]);
        var person = await platform.SignInAsync(someone);
        await SetAsync(manager, "everyone", new { dayCostMicros = 1 });
        (await LimitAsync(person, "limitCostMicros")).ShouldBe(1);
        await SetAsync(manager, narrow, new { dayCostMicros = 10, dayTokens = 5 });
        await SetAsync(manager, wide, new { dayCostMicros = 20 });
        (await LimitAsync(person, "limitCostMicros")).ShouldBe(20);
        (await LimitAsync(person, "limitTokens")).ShouldBeNull();
        await SetAsync(manager, someone.Id.ToString(), new { dayCostMicros = 3 });
        (await LimitAsync(person, "limitCostMicros")).ShouldBe(3);
        var listed = (await manager.GetAsync(Budgets)).ShouldBe(200);
        listed.Items.Single(b => b.Is("subject") == someone.Id.ToString()).Is("personName").ShouldBe(someone.Name);
        listed.Json.GetProperty("knownRoles").EnumerateArray().Select(r => r.GetString()).ShouldContain(narrow);

        await SetAsync(manager, someone.Id.ToString(), new { });

        (await LimitAsync(person, "limitCostMicros")).ShouldBe(20);
        (await manager.GetAsync(Budgets)).Body.ShouldNotContain(someone.Id.ToString());
        (await manager.SendAsync(HttpMethod.Put, $"{Budgets}/no-such-role", JsonContent.Create(new { }), ("If-Match", "*"))).ShouldFail(
            422,
            "approvals.unknown_role"
        );
        (await person.GetAsync(Budgets)).ShouldFail(403, "access.denied");
        await SetAsync(manager, "everyone", new { });
    }

    private static async Task<long?> LimitAsync(Browser by, string name)
    {
        var limit = (await by.GetAsync($"{Usage}/own")).ShouldBe(200).Json.GetProperty("day").GetProperty(name);
        return limit.ValueKind == System.Text.Json.JsonValueKind.Null ? null : limit.GetInt64();
    }

    private static async Task SetAsync(Browser by, string subject, object budget)
    {
        var now = (await by.GetAsync($"{Budgets}/{subject}")).ShouldBe(200);
        (await by.SendAsync(HttpMethod.Put, $"{Budgets}/{subject}", JsonContent.Create(budget), ("If-Match", now.ETag!))).ShouldBe(200);
    }
}
