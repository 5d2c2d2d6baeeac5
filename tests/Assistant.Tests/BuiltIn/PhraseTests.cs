using System.Text.Json;

namespace SmartAI.Assistant.Tests.BuiltIn;

/// <summary>What people type, answered without a model.</summary>
public sealed class PhraseTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Path = "/api/v1/assistant/suggestions";
    private const string Job = "0198f2c4-5a1b-7c3d-8e9f-001122334455";

    private sealed record Asked(string Language, string Text, string Tool);

    [Fact]
    public async Task Of_forty_phrases_in_three_languages_thirty_six_find_their_tool_in_the_first_three()
    {
        var administrator = await platform.AdministratorAsync();
        var missed = new List<string>();
        var asked = Read();

        foreach (var phrase in asked)
        {
            var found = await FindAsync(administrator, phrase.Text);
            var names = found.Select(t => t.GetProperty("name").GetString()!).Take(3).ToList();
            if (!names.Contains(phrase.Tool))
                missed.Add($"{phrase.Language}: {phrase.Text} -> {string.Join(", ", names)} and not {phrase.Tool}");
        }

        asked.Count.ShouldBe(40);
        missed.Count.ShouldBeLessThanOrEqualTo(4, string.Join('\n', missed));
    }

    [Fact]
    public async Task A_value_is_filled_in_where_its_format_is_asked_for_and_nowhere_else()
    {
        var administrator = await platform.AdministratorAsync();

        var invite = await ToolAsync(administrator, "invite new.colleague@example.org", "identity_invitations_create");
        var retry = await ToolAsync(administrator, $"retry the job {Job}", "system_jobs_retry");
        var lockOne = await ToolAsync(administrator, "lock the account of sam@example.org", "identity_users_lock");

        invite.GetProperty("arguments").GetProperty("email").GetString().ShouldBe("new.colleague@example.org");
        retry.GetProperty("arguments").GetProperty("id").GetString().ShouldBe(Job);
        // Whose account that is is for the person to say: the tool asks for an id.
        lockOne.GetProperty("arguments").EnumerateObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_values_for_one_field_none_is_chosen()
    {
        var administrator = await platform.AdministratorAsync();

        var invite = await ToolAsync(administrator, "invite a@example.org and b@example.org", "identity_invitations_create");

        invite.GetProperty("arguments").EnumerateObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_offered_what_they_may_not_do_and_nothing_runs()
    {
        var member = await platform.SignedInAsync();

        var found = await FindAsync(member, "lock the account of sam@example.org");

        found.Select(t => t.GetProperty("name").GetString()).ShouldNotContain("identity_users_lock");
        (await platform.Anonymous().GetAsync($"{Path}?q=lock")).ShouldFail(401, "access.not_signed_in");
    }

    private static async Task<JsonElement> ToolAsync(Browser by, string text, string tool) =>
        (await FindAsync(by, text)).Single(t => t.GetProperty("name").GetString() == tool);

    private static async Task<IReadOnlyList<JsonElement>> FindAsync(Browser by, string text) =>
        [.. (await by.GetAsync($"{Path}?q={Uri.EscapeDataString(text)}")).ShouldBe(200).Json.GetProperty("tools").EnumerateArray()];

    private static List<Asked> Read()
    {
        using var stream = typeof(PhraseTests).Assembly.GetManifestResourceStream("SmartAI.Assistant.Tests.BuiltIn.phrases.json")!;
        return JsonSerializer.Deserialize<List<Asked>>(stream, JsonSerializerOptions.Web)!;
    }
}
