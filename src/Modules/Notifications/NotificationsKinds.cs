using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications;

/// <summary>What this module itself tells people.</summary>
internal static class NotificationsKinds
{
    /// <summary>The kind under which a day's mails go out as one; nobody raises it.</summary>
    internal static readonly NotificationKind Digest = new("notifications.digest", "count") { DefaultChannels = [] };

    /// <summary>What an operator sends to see that a channel works; nobody raises it.</summary>
    internal static readonly NotificationKind Test = new("notifications.test") { DefaultChannels = [] };

    internal static readonly NotificationKind WebhookDead = new("notifications.webhook_dead", "webhook");
}
