using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Deliveries;
using SmartAI.Notifications.Inbox;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Settings;

namespace SmartAI.Notifications.Webhooks;

/// <summary>Writes an event as a webhook's format has it, and signs it.</summary>
internal sealed class WebhookSenders(
    NotificationsDb db,
    WebhookSecrets secrets,
    WebhookClient client,
    Words words,
    PublicAddress address,
    TimeProvider clock
)
{
    internal async Task<(Sender? Sender, string? Nowhere)> ForAsync(Delivery delivery, CancellationToken cancel)
    {
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == delivery.WebhookId, cancel);
        if (webhook is not { IsEnabled: true })
            return (null, webhook is null ? "The webhook was deleted." : "The webhook is turned off.");
        try
        {
            var url = new Uri(secrets.Reveal(webhook.ProtectedUrl));
            var payload = DeliveryPayload.Of(delivery);
            return webhook.Format == WebhookFormat.Slack
                // It has no key for repeats: what may have arrived is not sent again.
                ? (new Sender(false, stop => client.PostAsync(url, Text(webhook, delivery.Kind, payload), [], stop)), null)
                : (new Sender(true, stop => PostAsync(webhook, url, delivery, payload, stop)), null);
        }
        catch (CryptographicException)
        {
            return (null, "The webhook's secrets cannot be read with this master key: enter its address anew.");
        }
    }

    private Task<ChannelResult> PostAsync(Webhook webhook, Uri url, Delivery delivery, DeliveryPayload payload, CancellationToken cancel)
    {
        var (id, now, body) = ($"msg_{delivery.Id:N}", clock.GetUtcNow(), Event(webhook, delivery, payload));
        return client.PostAsync(
            url,
            body,
            [
                ("webhook-id", id),
                ("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
                ("webhook-signature", secrets.Sign(webhook, id, now, body)),
            ],
            cancel
        );
    }

    /// <summary>The same bytes in every attempt, unless an operator gives the webhook another language in between.</summary>
    private byte[] Event(Webhook webhook, Delivery delivery, DeliveryPayload payload)
    {
        var (title, text) = InWords(webhook, delivery.Kind, payload);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type = delivery.Kind,
                timestamp = payload.RaisedAt,
                data = new
                {
                    eventId = delivery.EventId,
                    people = payload.People ?? [],
                    hasMorePeople = payload.HasMorePeople,
                    language = LanguageOf(webhook),
                    title,
                    text,
                    url = payload.Link is null ? null : address.Link(payload.Link),
                    values = payload.Values,
                },
            }
        );
    }

    private byte[] Text(Webhook webhook, string kind, DeliveryPayload payload)
    {
        var (title, text) = InWords(webhook, kind, payload);
        var link = payload.Link is null ? "" : $"\n<{address.Link(payload.Link)}>";
        return JsonSerializer.SerializeToUtf8Bytes(new { text = $"*{Inert(title)}*\n{Inert(text)}{link}" });
    }

    // Values of people must not make links or call everybody.
    private static string Inert(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string LanguageOf(Webhook webhook) => webhook.Language.ToString().ToLowerInvariant();

    // A webhook has no zone: its readers are anywhere, and the words name UTC beside each time.
    private (string Title, string Text) InWords(Webhook webhook, string kind, DeliveryPayload payload)
    {
        var shown = words.Show(
            new NotificationRow(default, kind, JsonSerializer.Serialize(payload.Values), payload.Link, payload.RaisedAt, null),
            Reader.Of(LanguageOf(webhook), "UTC")
        );
        return (shown.Title, shown.Text);
    }
}
