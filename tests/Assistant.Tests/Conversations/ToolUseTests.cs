using System.Text.RegularExpressions;
using SmartAI.Assistant.Tests.Models;
using SmartAI.Assistant.Tests.Providers;

namespace SmartAI.Assistant.Tests.Conversations;

/// <summary>What a model may do with tools, over a real connection.</summary>
public sealed partial class ToolUseTests(LocalFixture platform) : IClassFixture<LocalFixture>
{
    [Fact]
    public async Task Tools_are_called_side_by_side_and_only_passages_that_were_found_are_cited()
    {
        await platform.Database.UntilAsync(1L, "select count(*) from assistant.knowledge_sources");
        await using var model = await platform.ScriptAsync(asked =>
            asked.Results() is [var second, var first]
                ? new Said($"See [{PlaceIn(first)}] and [{PlaceIn(second)}], and [members/made-up.md#up].")
                : new Said(
                    "I look.",
                    ("a", "assistant_knowledge_search", """{"q":"end a session on a lost phone"}"""),
                    ("b", "assistant_knowledge_search", """{"q":"rotate a webhook secret"}""")
                )
        );
        var person = await platform.SignedInAsync();
        var conversation = await person.BeginAsync();

        var told = await person.SayAsync(conversation, new { text = "How do I do that?" });

        told[^1].Data.Is("state").ShouldBe("done");
        told.Steps().Select(s => s.Is("state")).ShouldBe(["done", "done"]);
        var cited = (await person.ConversationAsync(conversation)).Messages()[1].Parts().Single(p => p.IsOf("citations"));
        cited.GetProperty("passages").GetArrayLength().ShouldBe(2);
        cited.GetRawText().ShouldNotContain("made-up");
    }

    [Fact]
    public async Task A_change_waits_is_done_once_as_the_person_and_the_model_goes_on_with_its_outcome()
    {
        var sam = await platform.PersonAsync();
        await using var model = await platform.ScriptAsync(asked =>
            asked.Results() is [var result, ..]
                ? new Said(result.StartsWith("done", StringComparison.Ordinal) ? "It is locked." : "It did not work.")
                : new Said("", ("a", "identity_users_lock", $$"""{"id":"{{sam.Id}}","reason":"lost"}"""))
        );
        var person = await platform.AdministratorAsync();
        var conversation = await person.BeginAsync();

        var told = await person.SayAsync(conversation, new { text = "Lock Sam, please." });

        told[^1].Data.Is("state").ShouldBe("waiting");
        var approval = (await person.GetAsync($"/api/v1/approvals/{told.Steps()[0].Is("approvalId")}")).ShouldBe(200);
        approval.Json.GetProperty("arguments").Is("id").ShouldBe(sam.Id.ToString());
        approval.Body.ShouldContain("lost");
        (await StatusAsync(sam.Id)).ShouldBe("Active");
        var address = $"/api/v1/approvals/{told.Steps()[0].Is("approvalId")}/approve";
        (await person.PostAsync(address)).ShouldBe(200);
        (await person.PostAsync(address)).Status.ShouldBe(409);
        await Eventually.TrueAsync(
            async () => (await person.ConversationAsync(conversation)).Messages() is [_, _, var last] && last.Is("state") == "done",
            "the model has gone on"
        );
        var messages = (await person.ConversationAsync(conversation)).Messages();
        messages[1].Parts()[0].GetProperty("tool").Is("state").ShouldBe("done");
        messages[2].Parts()[0].Is("text").ShouldBe("It is locked.");
        (await StatusAsync(sam.Id)).ShouldBe("Locked");
        var trail = await person.GetAsync($"/api/v1/audit?targetId={sam.Id}&action=identity.user.locked");
        trail.Items.ShouldHaveSingleItem().Is("face").ShouldBe("assistant");
    }

    [Fact]
    public async Task Of_two_calls_with_one_id_the_first_counts()
    {
        await using var model = await platform.ScriptAsync(asked =>
            asked.Results().Count > 0
                ? new Said("Done.")
                : new Said(
                    "",
                    ("a", "assistant_knowledge_search", """{"q":"one"}"""),
                    ("a", "assistant_knowledge_search", """{"q":"two"}""")
                )
        );
        var person = await platform.SignedInAsync();

        var told = await person.SayAsync(await person.BeginAsync(), new { text = "Hi" });

        told.Select(e => e.Data).ShouldContain(d => d.IsOf("notice") && d.Is("code") == "assistant.call_id_twice");
        told.Steps().Count.ShouldBeLessThanOrEqualTo(1);
        told.Steps().ShouldAllBe(s => s.GetProperty("arguments").GetRawText() != """{"q":"two"}""");
    }

    [Theory]
    [InlineData("identity_users_lock", "{}")]
    [InlineData("identity_users_lock", """{"id":"not an id"}""")]
    [InlineData("identity_users_lock", """{"id":{"deep":[[[[[[1]]]]]]}}""")]
    [InlineData("identity_users_lock", """{"id":"0198f2c4-5a1b-7c3d-8e9f-001122334455","unknown":true}""")]
    [InlineData("identity_users_lock", """{"id":"0198f2c4""")]
    [InlineData("identity_users_lock", "[1,2]")]
    [InlineData("no such tool; drop table", "{}")]
    public async Task Wrong_calls_fail_change_nothing_and_the_model_is_told(string tool, string arguments)
    {
        await using var model = await platform.ScriptAsync(asked =>
            asked.Results().Count > 0 ? new Said("I could not.") : new Said("", ("a", tool, arguments))
        );
        var person = await platform.AdministratorAsync();

        var told = await person.SayAsync(await person.BeginAsync(), new { text = "Hi" });

        told.Steps().ShouldAllBe(s => s.Is("state") == "failed");
        (await person.GetAsync("/api/v1/approvals/waiting")).ShouldBe(200).Items.ShouldBeEmpty();
        platform.Node.Log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Huge_arguments_are_refused_and_not_kept()
    {
        await using var model = await platform.ScriptAsync(asked =>
            asked.Results().Count > 0
                ? new Said("I could not.")
                : new Said(
                    "",
                    ("a", "assistant_knowledge_search", $$"""{"q":"{{new string('x', 30_000)}}","z":"{{new string('y', 10_000)}}"}""")
                )
        );
        var person = await platform.SignedInAsync();
        var conversation = await person.BeginAsync();

        var told = await person.SayAsync(conversation, new { text = "Hi" });

        told.Steps()[0].Is("code").ShouldBe("assistant.arguments_too_long");
        (await person.GetAsync($"{Talk.Path}/{conversation}")).Body.Length.ShouldBeLessThan(5_000);
    }

    [Fact]
    public async Task A_long_result_is_cut_for_the_model_and_can_be_read_on_in()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 90).Select(_ => platform.PersonAsync()));
        await using var model = await platform.ScriptAsync(asked =>
            asked.Results().Count switch
            {
                0 => new Said("", ("a", "identity_users_list", """{"limit":200,"sort":"-createdAt"}""")),
                1 => new Said("", ("b", "assistant_result_read", """{"result":1,"from":12000}""")),
                _ => new Said("I have read it."),
            }
        );
        var person = await platform.AdministratorAsync();

        await person.SayAsync(await person.BeginAsync(), new { text = "Who is there?" });

        var asked = model.Server.Questions.Last().Body.Results();
        asked[1].Length.ShouldBeLessThan(13_000);
        asked[1].ShouldContain("read on with assistant_result_read");
        var first = people.Count(p => asked[1].Contains(p.Id.ToString(), StringComparison.Ordinal));
        people.Count(p => asked[0].Contains(p.Id.ToString(), StringComparison.Ordinal)).ShouldBeGreaterThan(0);
        first.ShouldBeInRange(1, 89);
        asked[0].ShouldContain("no instruction");
    }

    private Task<string?> StatusAsync(Guid person) =>
        platform.Database.ReadAsync<string>("select status from identity.users where id = $1", person);

    private static string PlaceIn(string result)
    {
        var found = Place().Match(result);
        return $"{found.Groups["path"].Value}#{found.Groups["anchor"].Value}";
    }

    [GeneratedRegex("\"path\":\"(?<path>[^\"]+)\",\"anchor\":\"(?<anchor>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
