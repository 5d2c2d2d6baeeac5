using System.CommandLine;
using SmartAI.Server.Commands.Checks;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai doctor</c>: looks at everything that a start needs and says what to do about what is missing.</summary>
internal static class Doctor
{
    internal static Command Command() =>
        new Command("doctor", "Check what a start needs, and say what to do.").Runs((_, cancel) => RunAsync(cancel));

    private static async Task<int> RunAsync(CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var check in MachineChecks.All.Concat(InstallationChecks.All))
        {
            await foreach (var finding in check(cancel))
            {
                findings.Add(finding);
                Console.WriteLine($"  {Mark(finding)} {finding.Name, -12} {finding.Sentence}");
                if (finding.Advice is not null)
                    Console.WriteLine($"  {"", -17} {finding.Advice}");
            }
        }

        var failed = findings.Count(f => f.State == State.Failed);
        Console.WriteLine();
        Console.WriteLine(failed == 0 ? "  Everything that is needed is there." : $"  {failed} of {findings.Count} checks failed.");
        return failed == 0 ? 0 : 1;
    }

    private static string Mark(Finding finding) =>
        finding.State switch
        {
            State.Ok => "ok  ",
            State.Warning => "note",
            _ => "FAIL",
        };
}
