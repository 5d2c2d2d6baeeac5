using SmartAI.Platform.Http;

namespace SmartAI.Notifications.Webhooks;

/// <summary>Where webhooks may go.</summary>
internal sealed class AddressGuard(NotificationsSettings settings) : OutboundAddresses(settings.Networks());
