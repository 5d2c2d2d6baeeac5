using System.Text.RegularExpressions;

namespace SmartAI.Server.Tests.Backups;

/// <summary>A page for operators.</summary>
internal static class Page
{
    /// <summary>The commands on it that are marked so, in their order.</summary>
    internal static async Task<IReadOnlyList<string>> BlocksAsync(string name, string mark)
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(Smartai.Root, "docs", "operators", name),
            TestContext.Current.CancellationToken
        );
        return
        [
            .. Regex
                .Matches(page, $"```sh {mark}\n(.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(1))
                .Select(block => block.Groups[1].Value),
        ];
    }
}
