using System.Diagnostics;
using System.Text.Json;
using SmartAI.Assistant.Tests.Models;
using SmartAI.Assistant.Tests.Providers;

namespace SmartAI.Assistant.Tests.Conversations;

/// <summary>Conversations that are long, cut off, taken up elsewhere, or lose their person.</summary>
public sealed class LongAndBrokenTests(LocalFixture platform) : IClassFixture<LocalFixture>
{
    [Fact]
    public async Task A_reader_who_was_cut_off_reads_on_at_another_node_and_misses_and_repeats_nothing()
    {
        var other = await platform.StartNodeAsync();
        var gate = new TaskCompletionSource();
        await using var model = await platform.ScriptAsync(_ => new Said("One |two |three.")
        {
            AfterWord = cancel => gate.Task.WaitAsync(cancel),
        });
        var someone = await platform.PersonAsync();
        var here = await platform.SignInAsync(someone);
        var there = await platform.SignInAsync(someone, other);
        var conversation = await here.BeginAsync();

        string? seen;
        await using (var first = await here.OpenAsync(HttpMethod.Post, $"{Talk.Path}/{conversation}/messages", new { text = "Count" }))
        {
            (await first.NextAsync("text"))!.Value.Data.ShouldContain("One");
            seen = first.LastEventId;
        }

        await using var second = await there.OpenAsync(
            HttpMethod.Get,
            $"{Talk.Path}/{conversation}/stream",
            null,
            ("Last-Event-ID", seen!)
        );
        gate.SetResult();
        var rest = new List<(string Kind, string Data)>();
        while (await second.NextAsync() is { } next)
            if (next.Kind != "heartbeat")
                rest.Add(next);

        string.Concat(rest.Where(r => r.Kind == "text").Select(r => JsonSerializer.Deserialize<JsonElement>(r.Data).Is("text")))
            .ShouldBe("two three.");
        rest[^1].Kind.ShouldBe("end");
        rest.ShouldNotContain(r => r.Kind == "begin");
        (await here.ConversationAsync(conversation)).Messages()[1].Parts()[0].Is("text").ShouldBe("One two three.");
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("deactivate")]
    public async Task An_answer_ends_at_once_when_its_person_may_no_longer_sign_in(string how)
    {
        await using var model = await platform.UseAsync("silent");
        var administrator = await platform.AdministratorAsync();
        var person = await platform.SignedInAsync();
        var conversation = await person.BeginAsync();
        var saying = person.SayAsync(conversation, new { text = "Hi" });
        await RunningAsync(conversation);

        var begun = Stopwatch.GetTimestamp();
        (await administrator.PostAsync($"/api/v1/users/{person.UserId}/{how}", new { })).ShouldBe(200);

        (await saying)[^1].Data.Is("state").ShouldBe("interrupted");
        // Sooner than an answer asks by itself: it was told.
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task A_person_or_conversation_that_is_removed_while_it_is_answered_ends_only_that_answer()
    {
        var gate = new TaskCompletionSource();
        await using var model = await platform.ScriptAsync(_ => new Said("One |two.")
        {
            AfterWord = cancel => gate.Task.WaitAsync(cancel),
        });
        var (leaving, clearing, staying) = (await platform.SignedInAsync(), await platform.SignedInAsync(), await platform.SignedInAsync());
        var (left, cleared, kept) = (await leaving.BeginAsync(), await clearing.BeginAsync(), await staying.BeginAsync());
        var saying = staying.SayAsync(kept, new { text = "Hi" });
        await using var a = await leaving.OpenAsync(HttpMethod.Post, $"{Talk.Path}/{left}/messages", new { text = "Hi" });
        await using var b = await clearing.OpenAsync(HttpMethod.Post, $"{Talk.Path}/{cleared}/messages", new { text = "Hi" });
        await a.NextAsync("text");
        await b.NextAsync("text");

        await platform.Database.RunAsync("delete from identity.users where id = $1", leaving.UserId);
        (await clearing.DeleteAsync($"{Talk.Path}/{cleared}")).ShouldBe(204);
        gate.SetResult();

        (await saying)[^1].Data.Is("state").ShouldBe("done");
        await platform.Database.UntilAsync(0L, "select count(*) from assistant.runs where state <> 'Ended'");
        (await clearing.GetAsync($"{Talk.Path}/{cleared}")).ShouldFail(404, "assistant.conversation_not_found");
        platform.Node.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_conversation_of_ten_thousand_messages_is_read_in_pages_asked_about_and_exported()
    {
        await using var model = await platform.ScriptAsync(_ => new Said("Still here."));
        var person = await platform.SignedInAsync();
        var conversation = await person.BeginAsync();
        await platform.Database.RunAsync(
            """
            with ids as (select n, ('01980000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id from generate_series(1, 10000) n)
            insert into assistant.messages (id, conversation_id, parent_id, role, state, text, parts, created_at)
            select i.id, $1, (select p.id from ids p where p.n = i.n - 1), case when n % 2 = 1 then 'Person' else 'Assistant' end, 'Done', 'word ' || n,
                json_build_array(json_build_object('kind', 'text', 'text', 'word ' || n)), now() from ids i
            """,
            conversation
        );
        await platform.Database.RunAsync(
            "update assistant.conversations set head_id = '01980000-0000-7000-8000-000000002710', title = 'Long' where id = $1",
            conversation
        );

        var newest = (await person.ConversationAsync(conversation)).Messages();
        var earlier = (await person.GetAsync($"{Talk.Path}/{conversation}?before={newest[0].Is("id")}")).ShouldBe(200).Json.Messages();
        await person.SayAsync(conversation, new { text = "Are you there?" });

        newest.Count.ShouldBe(50);
        newest[^1].Parts()[0].Is("text").ShouldBe("word 10000");
        earlier[^1].Parts()[0].Is("text").ShouldBe("word 9950");
        model.Server.Questions.Single().Body.GetProperty("messages").GetArrayLength().ShouldBeLessThan(70);
        (await person.GetAsync($"{Talk.Path}?q=9999")).Items.ShouldHaveSingleItem();
        var file = (await person.GetAsync($"{Talk.Path}/{conversation}/export?form=json")).ShouldBe(200).Json;
        file.GetProperty("messages").GetArrayLength().ShouldBe(10_000);
        file.GetProperty("messages")[9_999].GetProperty("parts")[0].Is("text").ShouldBe("Still here.");
    }

    [Fact]
    public async Task A_place_takes_a_bounded_number_of_branches()
    {
        await using var model = await platform.ScriptAsync(_ => new Said("Yes."));
        var person = await platform.SignedInAsync();
        var conversation = await person.BeginAsync();
        await person.SayAsync(conversation, new { text = "Hi" });
        var asked = (await person.ConversationAsync(conversation)).Messages();
        await platform.Database.RunAsync(
            """
            insert into assistant.messages (id, conversation_id, parent_id, role, state, text, parts, created_at)
            select gen_random_uuid(), conversation_id, parent_id, role, state, text, parts, created_at from assistant.messages, generate_series(1, 99) where id = $1
            """,
            asked[1].GetProperty("id").GetGuid()
        );

        (await person.PostAsync($"{Talk.Path}/{conversation}/messages", new { replaces = asked[1].Is("id") })).ShouldFail(
            409,
            "assistant.too_many_branches"
        );
    }

    private Task RunningAsync(Guid conversation) =>
        platform.Database.UntilAsync(
            1L,
            "select count(*) from assistant.runs where conversation_id = $1 and state = 'Running'",
            conversation
        );
}
