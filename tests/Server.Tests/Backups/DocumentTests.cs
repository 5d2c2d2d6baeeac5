using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SmartAI.Server.Tests.Backups;

/// <summary>What the operators' pages tell somebody to type on a machine with a database works as it stands there.</summary>
public sealed class DocumentTests(BackupFixture backups) : IClassFixture<BackupFixture>
{
    [Theory]
    [InlineData("administrators.md", 1)]
    [InlineData("backup.md", 2)]
    [InlineData("install.md", 1)]
    public async Task Every_verb_of_the_page_runs_in_its_order(string name, int blocks)
    {
        var found = await Page.BlocksAsync(name, "verbs");
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
        foreach (var commands in found)
        {
            commands.ShouldContain("smartai ");
            var ended = await Smartai.TypedAsync(commands, settings);
            ended.ExitCode.ShouldBe(0, $"{commands}{ended.Output}{ended.Error}");
        }
    }

    [Theory]
    [InlineData("administrators.md", "SmartAIPlatForm is ready: ")]
    [InlineData("install.md", "SmartAIPlatForm is ready: ")]
    [InlineData("jobs.md", "Worker is running: ")]
    public async Task What_the_page_starts_says_that_it_runs_until_it_is_asked_to_stop(string name, string says)
    {
        var commands = (await Page.BlocksAsync(name, "goes on")).ShouldHaveSingleItem();

        using var started = Smartai.StartTyped(commands, [.. backups.Settings, ("SMARTAI_PORT", "0")]);

        try
        {
            await RunsUntilAskedAsync(started, says);
        }
        finally
        {
            if (!started.HasExited)
                started.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task No_page_has_a_marked_block_that_nobody_runs()
    {
        (await Page.AllWithAsync("verbs")).ShouldBe(["administrators.md", "backup.md", "install.md"]);
        (await Page.AllWithAsync("goes on")).ShouldBe(["administrators.md", "install.md", "jobs.md"]);
        // By EmbeddedLogTests.
        (await Page.AllWithAsync("recovery")).ShouldBe(["backup.md"]);
    }

    private static async Task RunsUntilAskedAsync(Process started, string says)
    {
        var error = started.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = new StringBuilder();
        using (var limit = new CancellationTokenSource(Patience.Long))
            while (!said.ToString().Contains(says, StringComparison.Ordinal))
                said.AppendLine(
                    await started.StandardOutput.ReadLineAsync(limit.Token)
                        ?? throw new InvalidOperationException($"It ended:\n{said}{await error}")
                );
        Smartai.Signal(started.Id, PosixSignal.SIGTERM);
        await started.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await started.WaitForExitAsync(TestContext.Current.CancellationToken);
        started.ExitCode.ShouldBe(0, await error);
    }
}
