using System.ComponentModel.DataAnnotations;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Jobs;

/// <summary>How this node works on durable jobs.</summary>
[SettingsSection("Jobs")]
public sealed class JobSettings
{
    [Setting("Whether serve runs jobs beside its requests; false where workers of their own do.", Example = "false")]
    public bool InServe { get; set; } = true;

    [Setting("The queues that this node serves, comma-separated; all when unset.", Example = "default,bulk")]
    public string[] Queues { get; set; } = [];

    [Setting("The queues that this node leaves to others, comma-separated; none when unset.", Example = "backups")]
    public string[] Except { get; set; } = [];

    [Setting("Jobs that one node runs at the same time; each may take a database connection.", Example = "8"), Range(1, 256)]
    public int Concurrency { get; set; } = 8;

    [Setting("How long a job stays with a worker that no longer answers, as hh:mm:ss.", Example = "00:00:30")]
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    [Setting("How often a node looks for jobs when no notification reaches it, as hh:mm:ss.", Example = "00:00:05")]
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(5);

    [Setting("The wait before the second attempt, as hh:mm:ss; each further wait is three times as long.", Example = "00:00:05")]
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    [Setting("The longest wait between two attempts, as hh:mm:ss.", Example = "01:00:00")]
    [Range(typeof(TimeSpan), "00:00:00.01", "1.00:00:00")]
    public TimeSpan RetryAtMost { get; set; } = TimeSpan.FromHours(1);

    [Setting("How long a stopping server waits for running jobs before it interrupts them, as hh:mm:ss.", Example = "00:00:20")]
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainLimit { get; set; } = TimeSpan.FromSeconds(20);

    [Setting("How long an interrupted job may go on before its node gives it up, as hh:mm:ss.", Example = "00:00:10")]
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(10);

    [Setting("How long a job waits for a worker that knows its kind before it is dead, as d.hh:mm:ss.", Example = "1.00:00:00")]
    [Range(typeof(TimeSpan), "00:00:00.1", "30.00:00:00")]
    public TimeSpan UnknownAfter { get; set; } = TimeSpan.FromDays(1);

    [Setting("Days that a job and its result stay readable after it was done or cancelled.", Example = "7"), Range(1, 3650)]
    public int KeepDoneDays { get; set; } = 7;

    [Setting("Days that a dead job waits for somebody to look at it.", Example = "90"), Range(1, 3650)]
    public int KeepDeadDays { get; set; } = 90;

    /// <summary>Whether this node works on a queue.</summary>
    internal bool Serves(string queue) =>
        (Queues.Length == 0 || Queues.Contains(queue, StringComparer.Ordinal)) && !Except.Contains(queue, StringComparer.Ordinal);
}
