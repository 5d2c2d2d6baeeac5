using SmartAI.Identity.Contracts;
using SmartAI.Notifications.Email;
using SmartAI.Notifications.Preferences;
using SmartAI.Notifications.Webhooks;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Deliveries;

/// <summary>Finds what sends a delivery, with its message made; or says why it goes nowhere.</summary>
internal sealed class Senders(Channels channels, IPeople people, RefusedAddresses refused, Messages messages, WebhookSenders webhooks)
{
    internal async Task<(Sender? Sender, string? Nowhere)> ForAsync(Delivery delivery, CancellationToken cancel)
    {
        if (delivery.WebhookId is not null)
            return await webhooks.ForAsync(delivery, cancel);
        if (channels.Find(delivery.Channel) is not { } channel)
            return (null, $"There is no channel {delivery.Channel} any more.");
        var (person, nowhere) = await ReachAsync(delivery.UserId!.Value, channel, cancel);
        if (person is null)
            return (null, nowhere);
        var message = await messages.ForAsync(delivery, person, cancel);
        return (new Sender(channel.RecognisesRepeats, stop => channel.SendAsync(message, stop)), null);
    }

    /// <summary>The same for a day's deliveries as one message.</summary>
    internal async Task<(Sender? Sender, string? Nowhere)> ForDigestAsync(
        Guid userId,
        IReadOnlyList<Delivery> deliveries,
        CancellationToken cancel
    )
    {
        var channel = channels.Find(NotificationChannels.Email)!;
        var (person, nowhere) = await ReachAsync(userId, channel, cancel);
        if (person is null)
            return (null, nowhere);
        var message = await messages.ForDigestAsync(deliveries, person, cancel);
        return (new Sender(channel.RecognisesRepeats, stop => channel.SendAsync(message, stop)), null);
    }

    private async Task<(PersonContact? Person, string? Nowhere)> ReachAsync(
        Guid userId,
        INotificationChannel channel,
        CancellationToken cancel
    )
    {
        if (await people.FindAsync([userId], cancel) is not [var person])
            return (null, "There is no such person any more.");
        if (channel.Name != NotificationChannels.Email)
            return (person, null);
        if (!person.HasConfirmedAddress)
            return (null, "The person has no confirmed address.");
        return await refused.ContainsAsync(person.Email, cancel)
            ? (null, "The mail server refuses this address for good.")
            : (person, null);
    }
}
