using System.Text.Json;

namespace SmartAI.Architecture.Tests.Words;

/// <summary>
/// What the audit trail can name (what was tried and did not come about, what a tool read, what was exported), and what a role can give, is said in the
/// reader's words.
/// </summary>
public sealed class ActionTextTests
{
    private const string Actions = "audit.entries";
    private const string Permissions = "identity.roles";

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("fr")]
    public void Every_action_of_the_audit_trail_has_words(string language) =>
        Wordless(language, Actions, Names().Select(n => $"action.{n}")).ShouldBeEmpty();

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("fr")]
    public void Every_permission_has_words(string language) =>
        Wordless(language, Permissions, House.Catalog.Permissions.Select(p => $"permission.{p.Name}")).ShouldBeEmpty();

    [Fact]
    public void What_has_no_words_is_reported() =>
        Wordless("fr", Actions, ["action.identity.users.lock", "action.planted.speechless"])
            .ShouldBe(["fr has no action.planted.speechless: write it in locales/audit.entries of the module's own pages."]);

    /// <summary>A change by its operation; a read only where a tool makes it, for nobody else's is on the record; a list also by its export.</summary>
    private static IEnumerable<string> Names()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(House.Root, "web", "openapi.json")));
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        foreach (var operation in path.Value.EnumerateObject().Where(o => o.Value.TryGetProperty("operationId", out _)))
        {
            var id = operation.Value.GetProperty("operationId").GetString()!;
            if (operation.Name != "get" || operation.Value.TryGetProperty("x-tool", out _))
                yield return id;
            if (
                operation.Name == "get"
                && operation.Value.GetProperty("responses").GetRawText().Contains("text/csv", StringComparison.Ordinal)
            )
                yield return $"{id[..id.LastIndexOf('.')]}.exported";
        }
    }

    private static IReadOnlyList<string> Wordless(string language, string area, IEnumerable<string> keys)
    {
        var texts = new HashSet<string>(Files(language, area).SelectMany(Named), StringComparer.Ordinal);
        return
        [
            .. keys.Where(k => !texts.Contains(k))
                .Select(k => $"{language} has no {k}: write it in locales/{area} of the module's own pages."),
        ];
    }

    /// <summary>The pages' own texts (<c>identity/roles/locales</c>), and what other modules add to them (<c>locales/identity.roles</c>).</summary>
    private static IEnumerable<string> Files(string language, string area) =>
        Directory
            .GetDirectories(Path.Combine(House.Root, "samples"))
            .Select(sample => Path.Combine(sample, "web"))
            .Where(Directory.Exists)
            .Append(Path.Combine(House.Root, "web", "src"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, $"{language}.json", SearchOption.AllDirectories))
            .Select(file => file.Replace('\\', '/'))
            .Where(file =>
                file.EndsWith($"/locales/{area}/{language}.json", StringComparison.Ordinal)
                || file.EndsWith($"/{area.Replace('.', '/')}/locales/{language}.json", StringComparison.Ordinal)
            );

    private static IEnumerable<string> Named(string file)
    {
        using var texts = JsonDocument.Parse(File.ReadAllText(file));
        return [.. texts.RootElement.EnumerateObject().Where(t => !string.IsNullOrWhiteSpace(t.Value.GetString())).Select(t => t.Name)];
    }
}
