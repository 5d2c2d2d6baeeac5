using System.Text.Json;

namespace SmartAI.EndToEnd.Tests.Web;

/// <summary>The web app's texts, read from where people write them.</summary>
internal static class Texts
{
    private static readonly Dictionary<string, Dictionary<string, string>> Files = Directory
        .EnumerateFiles(Path.Combine(WebFixture.Root, "web", "src"), "*.json", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "locales")
        .ToDictionary(
            file => Path.GetRelativePath(Path.Combine(WebFixture.Root, "web", "src"), file).Replace('\\', '/'),
            file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!
        );

    /// <summary>Every key that could be shown by mistake in place of its text.</summary>
    internal static IReadOnlySet<string> Keys { get; } =
        Files.Values.SelectMany(f => f.Keys).Where(k => k.Contains('.', StringComparison.Ordinal)).ToHashSet();

    /// <summary>A text of a feature, such as <c>features/identity/people</c>, in a language.</summary>
    internal static string Of(string folder, string key, string language) => Files[$"{folder}/locales/{language}.json"][key];
}
