using SmartAI.Platform.Notifications;

namespace SmartAI.Identity;

/// <summary>What people are told about their accounts. Whoever took one over must not be able to turn it off.</summary>
internal static class IdentityNotifications
{
    private static readonly string[] s_everywhere = [NotificationChannels.InApp, NotificationChannels.Email];

    internal static readonly NotificationKind NewDevice = Security("identity.signed_in_from_new_device", "time", "address", "client");
    internal static readonly NotificationKind PasswordChanged = Security("identity.password_changed", "time", "address");
    internal static readonly NotificationKind Locked = Security("identity.account_locked", "time");
    internal static readonly NotificationKind Unlocked = Security("identity.account_unlocked", "time");
    internal static readonly NotificationKind RolesChanged = Security("identity.roles_changed", "time", "roles");
    internal static readonly NotificationKind TokenCreated = Security("identity.token_created", "time", "name", "address");
    internal static readonly NotificationKind PersonJoined = new("identity.person_joined", "name");

    private static NotificationKind Security(string name, params string[] variables) =>
        new(name, variables)
        {
            IsMandatory = true,
            Urgency = Urgency.High,
            DefaultChannels = s_everywhere,
        };
}
