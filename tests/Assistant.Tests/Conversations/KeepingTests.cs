using SmartAI.Assistant.Tests.Models;
using SmartAI.Assistant.Tests.Providers;

namespace SmartAI.Assistant.Tests.Conversations;

/// <summary>What is kept of conversations, under which name, and how long. Time passes here for everybody, so these have an installation of their own.</summary>
public sealed class KeepingTests(LocalFixture platform) : IClassFixture<LocalFixture>
{
    [Fact]
    public async Task A_new_name_is_kept_and_found_and_a_stale_an_empty_or_a_strangers_one_is_refused()
    {
        var owner = await platform.SignedInAsync();
        var conversation = await owner.BeginAsync();
        await owner.SayAsync(conversation, new { text = "end my sessions" });
        var address = $"{Talk.Path}/{conversation}";
        var first = await owner.GetAsync(address);

        (await owner.PatchAsync(address, new { title = "My lost phone" }, first.ETag)).ShouldBe(200);

        (await owner.ConversationAsync(conversation)).GetProperty("conversation").Is("title").ShouldBe("My lost phone");
        (await owner.GetAsync(Talk.Path)).Items.ShouldContain(c => c.Is("title") == "My lost phone");
        (await owner.PatchAsync(address, new { title = "Too late" }, first.ETag)).ShouldFail(412, "request.stale");
        var second = await owner.GetAsync(address);
        (await owner.PatchAsync(address, new { title = "  " }, second.ETag)).Status.ShouldBe(422);
        (await owner.PatchAsync(address, new { title = new string('a', 1000) }, second.ETag)).Status.ShouldBe(422);
        (await (await platform.AdministratorAsync()).PatchAsync(address, new { title = "Mine" }, second.ETag)).ShouldFail(
            404,
            "assistant.conversation_not_found"
        );
        (await owner.ConversationAsync(conversation)).GetProperty("conversation").Is("title").ShouldBe("My lost phone");
    }

    [Fact]
    public async Task A_temporary_conversation_is_gone_a_day_after_its_last_message_and_no_other_is()
    {
        var person = await platform.PersonAsync();
        var before = await platform.SignInAsync(person, remember: true);
        var (kept, over) = (await before.BeginAsync(), await before.BeginAsync(temporary: true));
        await before.SayAsync(kept, new { text = "a zebra" });
        await before.SayAsync(over, new { text = "a giraffe" });
        platform.Clock.Advance(TimeSpan.FromHours(23));
        var young = await before.BeginAsync(temporary: true);
        await before.SayAsync(young, new { text = "an okapi" });

        platform.Clock.Advance(TimeSpan.FromHours(2));
        // A node tidies up when it starts.
        await platform.StartNodeAsync();

        await platform.Database.UntilAsync(0L, "select count(*) from assistant.conversations where id = $1", over);
        (await platform.Database.ReadAsync<long>("select count(*) from assistant.messages where text like '%giraffe%'")).ShouldBe(0);
        (await before.GetAsync($"{Talk.Path}/{over}")).ShouldFail(404, "assistant.conversation_not_found");
        (await before.GetAsync($"{Talk.Path}/{young}")).ShouldBe(200);
        (await before.GetAsync($"{Talk.Path}/{kept}")).ShouldBe(200);
    }

    [Fact]
    public async Task A_yes_after_the_right_was_taken_away_does_nothing_and_of_two_yeses_at_once_the_model_hears_one_outcome()
    {
        var sam = await platform.PersonAsync();
        await using var model = await platform.ScriptAsync(asked =>
            asked.Results() is [var result, ..] ? new Said(result) : new Said("", ("a", "identity_users_lock", $$"""{"id":"{{sam.Id}}"}"""))
        );
        var someone = await platform.PersonAsync(roles: ["member", await platform.RoleAsync("identity.users.read", "identity.users.lock")]);
        var person = await platform.SignInAsync(someone);
        var conversation = await person.BeginAsync();
        var told = await person.SayAsync(conversation, new { text = "Lock Sam, please." });
        told[^1].Data.Is("state").ShouldBe("waiting");
        await platform.Database.RunAsync("update identity.users set roles = '{member}' where id = $1", someone.Id);

        var address = $"/api/v1/approvals/{told.Steps()[0].Is("approvalId")}/approve";
        var answers = await Task.WhenAll(person.PostAsync(address), person.PostAsync(address));

        answers.Select(a => a.Status).Order().ShouldBe([200, 409]);
        await Eventually.TrueAsync(
            async () => (await person.ConversationAsync(conversation)).Messages() is [_, _, var last] && last.Is("state") == "done",
            "the model has gone on"
        );
        (await person.ConversationAsync(conversation)).Messages()[2].Parts()[0].Is("text")!.ShouldContain("access.denied");
        (await platform.Database.ReadAsync<string>("select status from identity.users where id = $1", sam.Id)).ShouldBe("Active");
        model.Server.Questions.Count.ShouldBe(2);
    }
}
