using SmartAI.Platform.Operations.Prompts;

namespace SmartAI.SystemModule;

internal static class SystemPrompts
{
    internal static readonly Prompt FailedJobs = new(
        "system_failed_jobs",
        "Find out why jobs fail",
        "Looks at the background jobs that gave up, groups them by cause, and says what to do.",
        """
        Find out why background jobs have failed since {days} days.

        1. List them with system_jobs_list (state dead, createdFrom), and look at one or two of each kind with system_jobs_get: attempts, log, error.
        2. Group them by cause, and say since when each goes on and how many there are.
        3. For each cause, say what has to be mended first, and whether trying again would help or do something twice. Do not try any again before I say so.
        """
    )
    {
        Uses = ["system.jobs.list", "system.jobs.get"],
        Arguments = [new("days", "How many days back, 1 if nothing is given.", "1") { Suggestions = ["1", "7", "30"] }],
        Page = "operators/jobs",
    };
}
