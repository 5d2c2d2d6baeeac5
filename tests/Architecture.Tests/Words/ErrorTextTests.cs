using System.Text.Json;

namespace SmartAI.Architecture.Tests.Words;

/// <summary>Whatever code the platform answers with, people read it in their language and find it in the documentation.</summary>
public sealed class ErrorTextTests
{
    private static readonly string[] Languages = ["en", "es", "fr"];

    [Fact]
    public void Every_error_has_words_in_every_language_of_the_web_app()
    {
        foreach (var language in Languages)
            Wordless(language, House.Catalog.Errors.Select(e => e.Code)).ShouldBeEmpty();
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
            .ShouldBe([
                "es has no words for planted.speechless: write them in the web app's locales, or in locales/errors of the module's own pages.",
            ]);

    private static IReadOnlyList<string> Wordless(string language, IEnumerable<string> codes)
    {
        var texts = Files(language).SelectMany(Read).ToDictionary();
        return
        [
            .. codes
                .Where(c => string.IsNullOrWhiteSpace(texts.GetValueOrDefault(c)))
                .Select(c =>
                    $"{language} has no words for {c}: write them in the web app's locales, or in locales/errors of the module's own pages."
                ),
        ];
    }

    /// <summary>The platform's own sentences, and those that pages of modules and samples bring for their codes.</summary>
    private static IEnumerable<string> Files(string language) =>
        Directory
            .GetDirectories(Path.Combine(House.Root, "samples"))
            .Select(sample => Path.Combine(sample, "web"))
            .Where(Directory.Exists)
            .Append(Path.Combine(House.Root, "web", "src"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, $"{language}.json", SearchOption.AllDirectories))
            .Where(file => Path.GetDirectoryName(file)!.Replace('\\', '/') is var folder && IsForErrors(folder));

    private static bool IsForErrors(string folder) =>
        folder.EndsWith("/platform/errors/locales", StringComparison.Ordinal)
        || folder.EndsWith("/locales/errors", StringComparison.Ordinal);

    private static Dictionary<string, string> Read(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!;
}
