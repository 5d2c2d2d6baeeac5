using System.Text.RegularExpressions;

namespace SmartAI.Server.Tests.Backups;

/// <summary>A page for operators.</summary>
internal static class Page
{
    private static readonly string s_folder = Path.Combine(Smartai.Root, "docs", "operators");

    /// <summary>The names of the pages that have commands marked so.</summary>
    internal static async Task<IReadOnlyList<string>> AllWithAsync(string mark)
    {
        var names = new List<string>();
        foreach (var file in Directory.GetFiles(s_folder, "*.md").Order(StringComparer.Ordinal))
            if ((await BlocksAsync(Path.GetFileName(file), mark)).Count > 0)
                names.Add(Path.GetFileName(file));
        return names;
    }

    /// <summary>The commands on it that are marked so, in their order.</summary>
    internal static async Task<IReadOnlyList<string>> BlocksAsync(string name, string mark)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(s_folder, name), TestContext.Current.CancellationToken);
        return
        [
            .. Regex
                .Matches(page, $"```sh {mark}\n(.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(1))
                .Select(block => block.Groups[1].Value),
        ];
    }
}
