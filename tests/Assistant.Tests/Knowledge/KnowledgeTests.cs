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
        var asked = new Dictionary<string, IReadOnlyList<Question>>
        {
            ["worked with"] = Read("working-questions"),
            ["known"] = [.. Read("questions").Where(q => !q.HeldOut)],
            ["held out"] = [.. Read("questions").Where(q => q.HeldOut)],
            ["fresh"] = Read("fresh-questions"),
        };

        foreach (var (set, questions) in asked)
        {
            var missed = new List<string>();
            foreach (var question in questions)
            {
                var found = (await FindAsync(reader, question.Text))
                    .Select(p => $"{p.GetProperty("path")}#{p.GetProperty("anchor")}")
                    .ToList();
                if (!question.Passages.Any(found.Contains))
                    missed.Add($"{question.Language}: {question.Text} -> {string.Join(", ", found)}");
            }

            var recall = 1 - ((double)missed.Count / questions.Count);
            // What is held out is not shown, lest somebody make the search fit it.
            recall.ShouldBeGreaterThanOrEqualTo(0.9, set is "worked with" or "known" ? string.Join('\n', missed) : set);
        }
    }

    [Fact]
    public async Task A_page_is_read_whole_without_what_is_there_for_the_search()
    {
        var reader = await platform.SignedInAsync();

        var page = (await reader.GetAsync($"{Path}/page?path=members/account.md")).ShouldBe(200).Json;

        page.GetProperty("title").GetString().ShouldBe("Your account");
        page.GetProperty("text").GetString()!.ShouldStartWith("# Your account\n\n## Sign up\n\nOpen the address");
        page.GetProperty("text").GetString()!.ShouldNotContain("<!--");
        page.GetProperty("pages").EnumerateArray().Select(p => p.GetProperty("path").GetString()).ShouldContain("operators/install.md");
        (await reader.GetAsync($"{Path}/page?path=../members/account.md")).ShouldFail(404, "assistant.page_not_found");
        (await platform.Anonymous().GetAsync($"{Path}/page?path=members/account.md")).ShouldFail(401, "access.not_signed_in");
    }

    [Fact]
    public async Task Every_passage_that_is_found_stands_on_a_page_that_can_be_read()
    {
        var reader = await ReaderAsync();

        foreach (var passage in await FindAsync(reader, "sign in with a password on a lost phone"))
        {
            var page = (await reader.GetAsync($"{Path}/page?path={passage.GetProperty("path")}")).ShouldBe(200).Json;
            page.GetProperty("text").GetString()!.ShouldContain(passage.GetProperty("text").GetString()![..40]);
            passage.GetProperty("text").GetString()!.ShouldNotContain("<!--");
        }
    }

    [Theory, InlineData("webhoks signatur"), InlineData("postgrsql embeded")]
    public async Task A_word_typed_wrongly_finds_what_was_meant(string text) =>
        (await FindAsync(await ReaderAsync(), text)).ShouldNotBeEmpty();

    [Theory, InlineData("?"), InlineData("the of and"), InlineData("' | & ! ) :*"), InlineData("xqzvw kkjjh")]
    public async Task What_says_nothing_finds_nothing(string text) => (await FindAsync(await ReaderAsync(), text)).ShouldBeEmpty();

    [Fact]
    public async Task Places_that_say_as_much_come_in_the_order_of_their_names()
    {
        var reader = await ReaderAsync();
        string[] names =
        [
            "made-up/h.md",
            "made-up/c.md",
            "made-up/f.md",
            "made-up/a.md",
            "made-up/g.md",
            "made-up/b.md",
            "made-up/e.md",
            "made-up/d.md",
        ];
        foreach (var name in names)
            await platform.Database.RunAsync(
                "insert into assistant.passages (id, source, path, anchor, title, trail, text) values (gen_random_uuid(), $1, $2, 'p', 'Xylophone', '', 'A xylophone.')",
                Documents.Source,
                name
            );

        (await FindAsync(reader, "xylophone"))
            .Select(p => p.GetProperty("path").GetString())
            .ShouldBe(names.Order(StringComparer.Ordinal).Take(5));

        await platform.Database.RunAsync("delete from assistant.passages where path like 'made-up/%'");
    }

    [Fact]
    public void A_page_is_split_at_its_headings_but_not_in_code()
    {
        var sections = Documents.Split(
            "a.md",
            "# Page\n\nIntro.\n\n## 1. First: it's\n\n```sh for a test\n# no heading\n```\n\n## Empty\n\n### Deep\n\n<!-- also: other, words\nfor it -->\n\nText.\n"
        );

        sections.Select(s => (s.Anchor, s.Trail)).ShouldBe([("page", ""), ("1-first-its", "Page"), ("deep", "Page > Empty")]);
        sections.Select(s => s.Words).ShouldBe(["", "", "other, words for it"]);
        sections[2].Text.ShouldBe("Text.");
        sections[1].Text.ShouldContain("```sh\n# no heading");
    }

    private async Task<Browser> ReaderAsync()
    {
        await platform.Database.UntilAsync(1L, "select count(*) from assistant.knowledge_sources");
        return await platform.SignedInAsync();
    }

    private static async Task<IReadOnlyList<JsonElement>> FindAsync(Browser by, string text) =>
        [.. (await by.GetAsync($"{Path}?q={Uri.EscapeDataString(text)}")).ShouldBe(200).Json.GetProperty("passages").EnumerateArray()];

    private static List<Question> Read(string set)
    {
        using var stream = typeof(KnowledgeTests).Assembly.GetManifestResourceStream($"SmartAI.Assistant.Tests.Knowledge.{set}.json")!;
        return JsonSerializer.Deserialize<List<Question>>(stream, JsonSerializerOptions.Web)!;
    }
}
