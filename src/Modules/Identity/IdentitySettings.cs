using SmartAI.Platform.Settings;

namespace SmartAI.Identity;

internal enum RegistrationPolicy
{
    Open,
    Invited,
}

/// <summary>Who may get an account.</summary>
[SettingsSection("Identity")]
internal sealed class IdentitySettings
{
    [Setting("Who may sign up: open (anybody) or invited (only people who were invited).", Example = "invited")]
    public RegistrationPolicy Registration { get; set; } = RegistrationPolicy.Open;
}
