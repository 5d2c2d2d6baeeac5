using SmartAI.Platform.Access;

namespace SmartAI.Notifications;

/// <summary>The permissions of this module. The names are also token scopes and never change.</summary>
internal static class NotificationsPermissions
{
    internal static readonly Permission ReadDeliveries = new(
        "notifications.deliveries.read",
        "See what was sent to whom, how that went, and which addresses refuse mail"
    );
    internal static readonly Permission ResendDeliveries = new(
        "notifications.deliveries.resend",
        "Send deliveries again and take addresses off the list of those that refuse mail"
    );
    internal static readonly Permission ReportBounces = new(
        "notifications.bounces.report",
        "Report mails that came back; for the mail server that receives them"
    );
    internal static readonly Permission ManageWebhooks = new("notifications.webhooks.manage", "Create, change, test and delete webhooks");
    internal static readonly Permission ManageTemplates = new(
        "notifications.templates.manage",
        "Change, preview and test the words of mails"
    );
}
