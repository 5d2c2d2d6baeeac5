using System.Text.Json;
using SmartAI.Assistant.Knowledge;

namespace SmartAI.Assistant.Tests.Knowledge;

/// <summary>Questions of newcomers, answered from the documentation that ships with the platform.</summary>
public sealed class KnowledgeTests(PlatformFixture platform) : IClassFixture<PlatformFixture>
{
    private const string Path = "/api/v1/assistant/knowledge";

    private sealed record Question(string Language, string Text, string[] Passages, bool HeldOut);

    [Fact]
    public async Task Nine_of_ten_questions_find_their_place_in_the_first_five()
    {
        var reader = await ReaderAsync();
        var questions = Read();
        var missed = new List<Question>();
        var lines = new List<string>();

        foreach (var question in questions)
        {
            var found = (await FindAsync(reader, question.Text)).Select(p => $"{p.GetProperty("path")}#{p.GetProperty("anchor")}").ToList();
            if (question.Passages.Any(found.Contains))
                continue;
            missed.Add(question);
            lines.Add(
                $"{question.Language} {(question.HeldOut ? "held out" : "known")}: {question.Text} -> {string.Join(", ", found)} and not {question.Passages[0]}"
            );
        }

        questions.Count.ShouldBeGreaterThanOrEqualTo(60);
        foreach (var half in questions.GroupBy(q => q.HeldOut))
            Recall(half.ToList()).ShouldBeGreaterThanOrEqualTo(0.9, $"held out: {half.Key}\n{string.Join('\n', lines)}");

        double Recall(IReadOnlyList<Question> asked) => 1 - ((double)missed.Count(asked.Contains) / asked.Count);
    }

    [Theory, InlineData("webhoks signatur"), InlineData("postgrsql embeded")]
    public async Task A_word_typed_wrongly_finds_what_was_meant(string text) =>
        (await FindAsync(await ReaderAsync(), text)).ShouldNotBeEmpty();

    [Theory, InlineData("?"), InlineData("the of and"), InlineData("' | & ! ) :*"), InlineData("xqzvw kkjjh")]
    public async Task What_says_nothing_finds_nothing(string text) => (await FindAsync(await ReaderAsync(), text)).ShouldBeEmpty();

    [Fact]
    public void A_page_is_split_at_its_headings_but_not_in_code()
    {
        var sections = Documents.Split(
            "a.md",
            "# Page\n\nIntro.\n\n## 1. First: it's\n\n```sh\n# no heading\n```\n\n## Empty\n\n### Deep\n\nText.\n"
        );

        sections.Select(s => (s.Anchor, s.Trail)).ShouldBe([("page", ""), ("1-first-its", "Page"), ("deep", "Page > Empty")]);
        sections[1].Text.ShouldContain("# no heading");
    }

    private async Task<Browser> ReaderAsync()
    {
        await platform.Database.UntilAsync(1L, "select count(*) from assistant.knowledge_sources");
        return await platform.SignedInAsync();
    }

    private static async Task<IReadOnlyList<JsonElement>> FindAsync(Browser by, string text) =>
        [.. (await by.GetAsync($"{Path}?q={Uri.EscapeDataString(text)}")).ShouldBe(200).Json.GetProperty("passages").EnumerateArray()];

    private static List<Question> Read()
    {
        using var stream = typeof(KnowledgeTests).Assembly.GetManifestResourceStream("SmartAI.Assistant.Tests.Knowledge.questions.json")!;
        return JsonSerializer.Deserialize<List<Question>>(stream, JsonSerializerOptions.Web)!;
    }
}
