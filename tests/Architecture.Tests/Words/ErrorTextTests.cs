using System.Text.Json;

namespace SmartAI.Architecture.Tests.Words;

/// <summary>Whatever code the platform answers with, people read it in their language and find it in the documentation.</summary>
public sealed class ErrorTextTests
{
    private static readonly string[] Languages = ["en", "es", "fr"];

    [Fact]
    public void Every_error_has_words_in_every_language_of_the_web_app()
    {
        // A sample brings no words of its own yet: its readers are developers.
        var samples = House
            .Catalog.Modules.Where(m => House.ModuleProjects[m.GetType().Assembly.GetName().Name!].Contains("samples"))
            .SelectMany(m => m.Errors);
        foreach (var language in Languages)
            Wordless(language, House.Catalog.Errors.Except(samples).Select(e => e.Code)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_error_is_explained_in_the_documentation()
    {
        var page = File.ReadAllText(Path.Combine(House.Root, "docs", "errors.md"));

        House
            .Catalog.Errors.Where(e => !page.Contains($"`{e.Code}`", StringComparison.Ordinal))
            .Select(e => e.Code)
            .ShouldBeEmpty("Run: make reference");
    }

    [Fact]
    public void An_error_without_words_is_reported() =>
        Wordless("es", ["access.denied", "planted.speechless"])
            .ShouldBe(["es has no words for planted.speechless: write them in the web app's locales."]);

    private static IReadOnlyList<string> Wordless(string language, IEnumerable<string> codes)
    {
        var path = Path.Combine(House.Root, "web", "src", "platform", "errors", "locales", $"{language}.json");
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(path))!;
        return
        [
            .. codes
                .Where(c => string.IsNullOrWhiteSpace(texts.GetValueOrDefault(c)))
                .Select(c => $"{language} has no words for {c}: write them in the web app's locales."),
        ];
    }
}
