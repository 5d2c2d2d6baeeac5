using System.ComponentModel.DataAnnotations;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Approvals;

/// <summary>How long approvals wait and are kept.</summary>
[SettingsSection("Approvals")]
public sealed class ApprovalSettings
{
    [Setting("How long something waits for a person's yes before it expires, as d.hh:mm:ss.", Example = "7.00:00:00")]
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(7);

    [Setting("How many may wait in one person's name, so that a program cannot bury them.", Example = "100"), Range(1, 10_000)]
    public int MostWaiting { get; set; } = 100;

    [Setting("Days that an approval and its result stay readable after it has ended.", Example = "90"), Range(1, 3650)]
    public int KeepDays { get; set; } = 90;
}
