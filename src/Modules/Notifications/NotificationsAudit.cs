using SmartAI.Platform.Audit;

namespace SmartAI.Notifications;

internal static class NotificationsAudit
{
    private const string Preferences = "notifications.preferences";
    internal const string Webhook = "notifications.webhook";
    internal const string Delivery = "notifications.delivery";
    internal const string Template = "notifications.template";
    internal const string Address = "notifications.address";
    internal const string Notification = "notifications.notification";

    internal static readonly AuditAction PreferencesUpdated = new("notifications.preferences.updated", Preferences);
    internal static readonly AuditAction Unsubscribed = new("notifications.preferences.unsubscribed", Preferences);
    internal static readonly AuditAction Resent = new("notifications.delivery.resent", Delivery);
    internal static readonly AuditAction Bounced = new("notifications.delivery.bounced", Delivery);
    internal static readonly AuditAction AddressCleared = new("notifications.address.cleared", Address);
    internal static readonly AuditAction WebhookCreated = new("notifications.webhook.created", Webhook);
    internal static readonly AuditAction WebhookUpdated = new("notifications.webhook.updated", Webhook);
    internal static readonly AuditAction WebhookDeleted = new("notifications.webhook.deleted", Webhook);
    internal static readonly AuditAction WebhookTested = new("notifications.webhook.tested", Webhook);
    internal static readonly AuditAction SecretRotated = new("notifications.webhook.secret_rotated", Webhook);
    internal static readonly AuditAction TemplateUpdated = new("notifications.template.updated", Template);
    internal static readonly AuditAction TemplateReset = new("notifications.template.reset", Template);
    internal static readonly AuditAction TemplateTested = new("notifications.template.tested", Template);
}
