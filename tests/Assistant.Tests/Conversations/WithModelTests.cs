using SmartAI.Assistant.Tests.Providers;

namespace SmartAI.Assistant.Tests.Conversations;

/// <summary>A conversation with a model that behaves well and badly, over a real connection.</summary>
public sealed class WithModelTests(LocalFixture platform) : IClassFixture<LocalFixture>
{
    [Fact]
    public async Task An_answer_streams_and_is_kept_with_its_tokens()
    {
        await using var model = await platform.UseAsync("answer");
        var person = await platform.SignedInAsync();
        var conversation = await person.BeginAsync();

        var told = await person.SayAsync(conversation, new { text = "Hi, my key is sk-very-secret-key" });

        string.Concat(told.Where(e => e.EventType == "text").Select(e => e.Data.Is("text"))).ShouldBe("Hello");
        var kept = (await person.ConversationAsync(conversation)).Messages()[1];
        kept.Parts()[0].Is("text").ShouldBe("Hello");
        kept.GetProperty("outputTokens").GetInt64().ShouldBe(2);
        kept.Is("model").ShouldBe("m");
        model.Server.Questions.ShouldHaveSingleItem().Body.GetRawText().ShouldNotContain("sk-very-secret-key");
    }

    [Fact]
    public async Task An_unknown_tool_that_a_model_asks_for_fails_and_the_rounds_have_a_bound()
    {
        await using var model = await platform.UseAsync("tools");
        var person = await platform.SignedInAsync();
        var conversation = await person.BeginAsync();

        var told = await person.SayAsync(conversation, new { text = "Hi" });

        told[^1].Data.Is("state").ShouldBe("failed");
        told.Where(e => e.EventType == "part" && e.Data.Is("kind") == "tool")
            .Select(e => e.Data.GetProperty("tool").Is("state"))
            .ShouldAllBe(s => s == "running" || s == "failed");
        model.Server.Questions.Count.ShouldBe(8);
    }

    [Theory]
    [InlineData("busy", "assistant.fault_rate_limited")]
    [InlineData("half", "assistant.fault_cut")]
    [InlineData("giant", "assistant.fault_too_long")]
    [InlineData("endless", "assistant.fault_too_long")]
    public async Task What_a_provider_does_wrong_is_said_and_what_came_stays(string behaviour, string code)
    {
        await using var model = await platform.UseAsync(behaviour);
        var person = await platform.SignedInAsync();
        var conversation = await person.BeginAsync();

        var told = await person.SayAsync(conversation, new { text = "Hi" });

        told[^1].Data.Is("state").ShouldBe("failed");
        told.Single(e => e.EventType == "part").Data.Is("code").ShouldBe(code);
    }

    [Fact]
    public async Task A_stop_ends_the_answer_and_keeps_what_came()
    {
        await using var model = await platform.UseAsync("silent");
        var person = await platform.SignedInAsync();
        var conversation = await person.BeginAsync();
        var saying = person.SayAsync(conversation, new { text = "Hi" });
        await platform.Database.UntilAsync(
            1L,
            "select count(*) from assistant.runs where conversation_id = $1 and state = 'Running'",
            conversation
        );

        (await person.PostAsync($"{Talk.Path}/{conversation}/messages", new { text = "Hi" })).ShouldFail(409, "assistant.still_answering");
        (await person.PostAsync($"{Talk.Path}/{conversation}/stop")).ShouldBe(204);

        (await saying)[^1].Data.Is("state").ShouldBe("stopped");
    }
}
