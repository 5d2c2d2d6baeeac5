using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartAI.Server.Tests.Backups;

/// <summary>What the operators' pages tell somebody to type on a machine with a database works as it stands there.</summary>
public sealed partial class DocumentTests(BackupFixture backups) : IClassFixture<BackupFixture>
{
    [Theory]
    [InlineData("administrators.md", 1)]
    [InlineData("backup.md", 2)]
    [InlineData("install.md", 1)]
    public async Task Every_verb_of_the_page_runs_in_its_order(string name, int blocks)
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(Smartai.Root, "docs", "operators", name),
            TestContext.Current.CancellationToken
        );

        var found = Blocks().Matches(page);
        found.Count.ShouldBe(blocks);
        await using var mail = await SmtpServer.StartAsync();
        (string, string)[] settings =
        [
            .. backups.Settings,
            ("SMARTAI_PORT", "0"),
            ("SMARTAI_MAIL__SMTPHOST", "127.0.0.1"),
            ("SMARTAI_MAIL__SMTPPORT", mail.Port.ToString(CultureInfo.InvariantCulture)),
            ("SMARTAI_MAIL__SMTPSECURITY", "none"),
            ("SMARTAI_MAIL__FROM", "smartai@example.org"),
        ];
        foreach (var commands in found.Select(m => m.Groups[1].Value))
        {
            commands.ShouldContain("smartai ");
            var ended = await Smartai.TypedAsync(commands, settings);
            ended.ExitCode.ShouldBe(0, $"{commands}{ended.Output}{ended.Error}");
        }
    }

    [GeneratedRegex(@"```sh verbs\n(.*?)```", RegexOptions.Singleline, 1000)]
    private static partial Regex Blocks();
}
