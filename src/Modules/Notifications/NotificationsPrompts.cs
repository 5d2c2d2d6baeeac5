using SmartAI.Platform.Operations.Prompts;

namespace SmartAI.Notifications;

internal static class NotificationsPrompts
{
    internal static readonly Prompt CatchUp = new(
        "notifications_catch_up",
        "Catch me up",
        "Sums up what one was notified of and has not read.",
        """
        Catch me up on what I have missed.

        1. Read my unread notifications with notifications_notifications_list (unread true).
        2. Begin with what I have to do something about, and until when; then what is good to know; leave out what has settled itself.
        3. Give the address of each thing that I should open. Mark nothing as read.
        """
    )
    {
        Uses = ["notifications.notifications.list"],
    };
}
