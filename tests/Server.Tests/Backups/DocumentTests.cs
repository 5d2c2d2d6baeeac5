using System.Text.RegularExpressions;

namespace SmartAI.Server.Tests.Backups;

/// <summary>What the page tells an operator to type works as it stands there.</summary>
public sealed partial class DocumentTests(BackupFixture backups) : IClassFixture<BackupFixture>
{
    [Fact]
    public async Task Every_verb_of_the_page_runs_in_its_order()
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(Smartai.Root, "docs", "operators", "backup.md"),
            TestContext.Current.CancellationToken
        );
        var verbs = Blocks().Matches(page).SelectMany(m => m.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();

        verbs.Count.ShouldBeGreaterThan(3);
        foreach (var verb in verbs)
        {
            verb.ShouldStartWith("smartai ");
            var ended = await backups.RunAsync(verb.Split(' ')[1..]);
            ended.ExitCode.ShouldBe(0, $"{verb}: {ended.Error}");
        }
    }

    [GeneratedRegex(@"```sh verbs\n(.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex Blocks();
}
