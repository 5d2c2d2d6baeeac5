using System.Text.Json;

namespace SmartAI.Assistant.Tests.Conversations;

/// <summary>A conversation where no model is configured.</summary>
public sealed class WithoutModelTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    [Fact]
    public async Task An_order_gets_the_tool_and_a_question_gets_passages()
    {
        await platform.Database.UntilAsync(1L, "select count(*) from assistant.knowledge_sources");
        var person = await platform.AdministratorAsync();
        var sam = await platform.PersonAsync(email: "sam@example.org");
        await platform.PersonAsync(email: "not.sam@example.org");
        var conversation = await person.BeginAsync();

        var order = await person.SayAsync(conversation, new { text = "lock the account of sam@example.org" });
        var question = await person.SayAsync(conversation, new { text = "how do I end a session on a lost phone?" });

        (await person.GetAsync("/api/v1/assistant/offers")).ShouldBe(200).Json.GetProperty("hasModel").GetBoolean().ShouldBeFalse();
        order[0].EventType.ShouldBe("begin");
        order[1].Data.Is("code").ShouldBe("assistant.no_model");
        var suggested = order.Select(e => e.Data).Single(d => d.IsOf("suggestions")).GetProperty("suggestions").EnumerateArray().ToList();
        suggested[0].Is("name").ShouldBe("identity_users_lock");
        suggested[0].GetProperty("arguments").Is("id").ShouldBe(sam.Id.ToString());
        suggested[0].GetProperty("labels").Is("id").ShouldBe("sam@example.org");
        question[2].Data.Is("kind").ShouldBe("passages");
        question[2].Data.GetProperty("passages")[0].Is("path").ShouldNotBeNull().ShouldStartWith("members/");
        question[2].Data.GetProperty("passages")[0].Is("anchor").ShouldNotBeNullOrEmpty();
        var kept = await person.ConversationAsync(conversation);
        kept.GetProperty("conversation").Is("title").ShouldBe("lock the account of sam@example.org");
        kept.Messages().Select(m => m.Is("role")).ShouldBe(["person", "assistant", "person", "assistant"]);
        kept.Messages().ShouldAllBe(m => m.Is("state") == "done");
        kept.Messages()[3].GetProperty("model").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Nobody_is_guessed_where_an_address_is_unknown_or_may_not_be_looked_up()
    {
        await platform.PersonAsync(email: "nearly.ada@example.org");
        var administrator = await platform.AdministratorAsync();
        var locker = await platform.SignedInAsync("identity.users.lock");

        var unknown = await administrator.SayAsync(await administrator.BeginAsync(), new { text = "lock the account of ada@example.org" });
        var unseen = await locker.SayAsync(await locker.BeginAsync(), new { text = "lock the account of nearly.ada@example.org" });

        unknown.Select(e => e.Data).ShouldContain(d => d.IsOf("notice") && d.Is("code") == "assistant.target_not_found");
        foreach (var told in new[] { unknown, unseen })
            told.Select(e => e.Data)
                .Single(d => d.IsOf("suggestions"))
                .GetProperty("suggestions")[0]
                .GetProperty("arguments")
                .TryGetProperty("id", out _)
                .ShouldBeFalse();
        unseen.Select(e => e.Data).ShouldNotContain(d => d.IsOf("tool"));
    }

    [Fact]
    public async Task A_chosen_change_waits_for_the_yes_is_done_and_its_outcome_is_told_in_the_conversation()
    {
        var person = await platform.AdministratorAsync();
        var sam = await platform.PersonAsync();
        var conversation = await person.BeginAsync();

        var asked = await person.SayAsync(conversation, Lock(sam.Id));

        var waiting = asked.Last(e => e.EventType == "part").Data.GetProperty("tool");
        waiting.Is("state").ShouldBe("waiting");
        asked[^1].Data.Is("state").ShouldBe("waiting");
        (await platform.Database.ReadAsync<string>("select status from identity.users where id = $1", sam.Id)).ShouldBe("Active");
        var approval = waiting.GetProperty("approvalId").GetGuid();
        (await person.PostAsync($"/api/v1/approvals/{approval}/approve")).ShouldBe(200);
        await platform.Database.UntilAsync("Locked", "select status from identity.users where id = $1", sam.Id);
        await platform.Database.UntilAsync(0L, "select count(*) from assistant.waiting_calls where conversation_id = $1", conversation);
        var told = (await person.ConversationAsync(conversation)).Messages()[^1];
        told.Is("state").ShouldBe("done");
        told.Parts()[0].GetProperty("tool").Is("state").ShouldBe("done");
        var trail = await person.GetAsync($"/api/v1/audit?targetId={sam.Id}&action=identity.user.locked");
        trail.Items.ShouldHaveSingleItem().GetProperty("face").GetString().ShouldBe("assistant");
    }

    [Fact]
    public async Task A_no_changes_nothing_and_is_told()
    {
        var person = await platform.AdministratorAsync();
        var sam = await platform.PersonAsync();
        var conversation = await person.BeginAsync();
        var asked = await person.SayAsync(conversation, Lock(sam.Id));
        var approval = asked.Last(e => e.EventType == "part").Data.GetProperty("tool").GetProperty("approvalId").GetGuid();

        (await person.PostAsync($"/api/v1/approvals/{approval}/reject", new { reason = "no" })).ShouldBe(200);

        await platform.Database.UntilAsync(0L, "select count(*) from assistant.waiting_calls where conversation_id = $1", conversation);
        var step = (await person.ConversationAsync(conversation)).Messages()[^1].Parts()[0].GetProperty("tool");
        step.Is("code").ShouldBe("assistant.change_rejected");
        (await platform.Database.ReadAsync<string>("select status from identity.users where id = $1", sam.Id)).ShouldBe("Active");
    }

    [Theory]
    [InlineData("""{"id":"not an id"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"id":"0198f2c4-5a1b-7c3d-8e9f-001122334455","unknown":{"deep":[[[[1]]]]}}""")]
    [InlineData("""{"id":["0198f2c4-5a1b-7c3d-8e9f-001122334455"]}""")]
    public async Task Wrong_arguments_are_refused_and_nothing_waits(string arguments)
    {
        var person = await platform.AdministratorAsync();
        var conversation = await person.BeginAsync();

        var asked = await person.SayAsync(
            conversation,
            new { tool = new { name = "identity_users_lock", arguments = JsonSerializer.Deserialize<JsonElement>(arguments) } }
        );

        asked.Last(e => e.EventType == "part").Data.GetProperty("tool").Is("state").ShouldBe("failed");
        (await person.GetAsync("/api/v1/approvals/waiting")).ShouldBe(200).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_calls_what_they_may_not_and_a_token_does_no_more_than_its_scopes()
    {
        var sam = await platform.PersonAsync();
        var member = await platform.SignedInAsync();
        var administrator = await platform.AdministratorAsync();
        var token = await platform.TokenAsync(administrator, "identity.users.read");
        var own = await token.BeginAsync();

        (await member.PostAsync($"{Talk.Path}/{await member.BeginAsync()}/messages", Lock(sam.Id))).ShouldFail(404, "tools.unknown");
        var step = (await token.SayAsync(own, Lock(sam.Id))).Last(e => e.EventType == "part").Data.GetProperty("tool");

        step.Is("code").ShouldBe("access.scope_missing");
        (
            await platform.Database.ReadAsync<long>("select count(*) from platform.approvals where person_id = $1", administrator.UserId)
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Edited_and_repeated_messages_are_branches_that_can_be_shown_again()
    {
        var person = await platform.SignedInAsync();
        var conversation = await person.BeginAsync();
        await person.SayAsync(conversation, new { text = "lock my phone" });
        var first = (await person.ConversationAsync(conversation)).Messages();

        await person.SayAsync(conversation, new { text = "end my sessions", replaces = first[0].Is("id") });
        var second = (await person.ConversationAsync(conversation)).Messages();
        await person.SayAsync(conversation, new { replaces = second[1].Is("id") });
        var third = await person.GetAsync($"{Talk.Path}/{conversation}");

        second[0].GetProperty("branches").GetArrayLength().ShouldBe(2);
        third.Json.Messages()[0].Is("id").ShouldBe(second[0].Is("id"));
        third.Json.Messages()[1].GetProperty("branches").GetArrayLength().ShouldBe(2);
        (await person.PatchAsync($"{Talk.Path}/{conversation}", new { shownMessageId = first[0].Is("id") }, third.ETag)).ShouldBe(200);
        (await person.ConversationAsync(conversation)).Messages().Select(m => m.Is("id")).ShouldBe(first.Select(m => m.Is("id")));
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_reads_the_same_answer_and_another_node_reads_on_in_it()
    {
        var person = await platform.SignedInAsync();
        var conversation = await person.BeginAsync();

        var once = await person.SayAsync(conversation, new { text = "end my sessions" }, ("Idempotency-Key", "one"));
        var twice = await person.SayAsync(conversation, new { text = "end my sessions" }, ("Idempotency-Key", "one"));
        var rest = await person.FollowAsync(conversation, ("Last-Event-ID", once[0].EventId!));

        twice.Select(e => e.EventId).ShouldBe(once.Select(e => e.EventId));
        rest.Select(e => e.EventId).ShouldBe(once.Skip(1).Select(e => e.EventId));
        (await person.ConversationAsync(conversation)).Messages().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Somebody_elses_conversation_answers_like_a_missing_one()
    {
        var owner = await platform.SignedInAsync();
        var conversation = await owner.BeginAsync();
        await owner.SayAsync(conversation, new { text = "a zebra is secret" });
        var other = await platform.SignedInAsync();

        (await other.GetAsync($"{Talk.Path}/{conversation}")).ShouldFail(404, "assistant.conversation_not_found");
        (await other.PostAsync($"{Talk.Path}/{conversation}/messages", new { text = "hi" })).ShouldFail(
            404,
            "assistant.conversation_not_found"
        );
        (await other.GetAsync($"{Talk.Path}/{conversation}/stream")).ShouldFail(404, "assistant.conversation_not_found");
        (await other.PostAsync($"{Talk.Path}/{conversation}/stop")).ShouldFail(404, "assistant.conversation_not_found");
        (await other.GetAsync($"{Talk.Path}/{conversation}/export?form=md")).ShouldFail(404, "assistant.conversation_not_found");
        (await other.GetAsync($"{Talk.Path}?q=zebra")).ShouldBe(200).Items.ShouldBeEmpty();
        (await owner.GetAsync($"{Talk.Path}?q=zebra")).ShouldBe(200).Items.ShouldHaveSingleItem();
        (await owner.GetAsync($"{Talk.Path}/{conversation}/export?form=md")).ShouldBe(200).Body.ShouldContain("zebra");
    }

    [Fact]
    public async Task A_temporary_conversation_is_listed_and_found_nowhere()
    {
        var person = await platform.SignedInAsync();
        var conversation = await person.BeginAsync(temporary: true);
        await person.SayAsync(conversation, new { text = "a giraffe" });

        (await person.GetAsync(Talk.Path)).ShouldBe(200).Items.ShouldBeEmpty();
        (await person.GetAsync($"{Talk.Path}?q=giraffe")).ShouldBe(200).Items.ShouldBeEmpty();
        (await person.GetAsync($"{Talk.Path}/{conversation}/export?form=json")).ShouldFail(404, "assistant.conversation_not_found");
    }

    [Fact]
    public async Task An_answer_whose_node_died_is_said_to_be_interrupted_with_what_was_written()
    {
        var person = await platform.SignedInAsync();
        var conversation = await person.BeginAsync();
        await person.SayAsync(conversation, new { text = "end my sessions" });
        var message = (await person.ConversationAsync(conversation)).Messages()[1].GetProperty("id").GetGuid();

        // As a node leaves it that was killed in the middle of a word.
        await platform.Database.RunAsync("delete from assistant.pieces where run_id = $1 and kind = 'end'", message);
        await platform.Database.RunAsync(
            "update assistant.runs set state = 'Running', node = 'gone', lease_until = now() - interval '1 second' where id = $1",
            message
        );

        var rest = await person.FollowAsync(conversation);
        rest[^1].EventType.ShouldBe("end");
        rest[^1].Data.Is("state").ShouldBe("interrupted");
        var kept = (await person.ConversationAsync(conversation)).Messages()[1];
        kept.Is("state").ShouldBe("interrupted");
        kept.Parts().ShouldNotBeEmpty();
        await person.SayAsync(conversation, new { text = "and now?" });
    }

    private static object Lock(Guid id) => new { tool = new { name = "identity_users_lock", arguments = new { id } } };
}
