using System.Text.Json;
using SmartAI.Identity.Contracts;
using SmartAI.Notifications.Deliveries;
using SmartAI.Notifications.Inbox;
using SmartAI.Notifications.Templates;
using SmartAI.Platform.Mail;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Settings;

namespace SmartAI.Notifications.Email;

/// <summary>Makes the message of a delivery: greeting, the words of its kind or an operator's in their place, the link, and how to turn it off.</summary>
internal sealed class Messages(Words words, TemplateTexts templates, Unsubscribing unsubscribing, PublicAddress address)
{
    private const string IdStart = "notification.";

    private const string Preferences = "/me/notifications";

    internal async Task<ChannelMessage> ForAsync(Delivery delivery, PersonContact person, CancellationToken cancel)
    {
        var payload = DeliveryPayload.Of(delivery);
        person = person with { Language = payload.Language ?? person.Language };
        var text = await templates.OfAsync(delivery.Kind, person.Language, cancel);
        return Make(IdOf(delivery), person, delivery.Kind, delivery.Channel, text, payload.Values, payload.Link);
    }

    /// <summary>A message that is no delivery's: a preview, or an operator's test.</summary>
    internal ChannelMessage Make(
        string id,
        PersonContact person,
        string kind,
        string channel,
        TemplateText text,
        IReadOnlyDictionary<string, JsonElement> values,
        string? link
    )
    {
        var reader = Reader.Of(person.Language, person.TimeZone);
        var isMandatory = words.Find(kind) is not { IsMandatory: false };
        return Make(
            id,
            person,
            kind,
            text.Subject.Render(values, reader),
            text.Text.Render(values, reader).Split("\n\n", StringSplitOptions.RemoveEmptyEntries),
            link is null ? null : new MailAction(words.Of(kind, person.Language).Action ?? address.Link(link), address.Link(link)),
            isMandatory ? null : unsubscribing.TokenFor(person.Id, kind, channel)
        );
    }

    internal async Task<ChannelMessage> ForDigestAsync(IReadOnlyList<Delivery> deliveries, PersonContact person, CancellationToken cancel)
    {
        var reader = Reader.Of(person.Language, person.TimeZone);
        var kind = NotificationsKinds.Digest.Name;
        var count = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
        {
            ["count"] = JsonSerializer.SerializeToElement(deliveries.Count),
        };
        var frame = await templates.OfAsync(kind, person.Language, cancel);
        var lines = new List<string>();
        foreach (var delivery in deliveries)
        {
            var payload = DeliveryPayload.Of(delivery);
            var text = await templates.OfAsync(delivery.Kind, person.Language, cancel);
            lines.Add($"• {text.Subject.Render(payload.Values, reader)}");
        }
        return Make(
            IdOf(deliveries[0]),
            person,
            kind,
            frame.Subject.Render(count, reader),
            [frame.Text.Render(count, reader), .. lines],
            new MailAction(words.Of(kind, person.Language).Action!, address.Link("/notifications")),
            unsubscribing.TokenFor(person.Id, kind, NotificationChannels.Email)
        );
    }

    private ChannelMessage Make(
        string id,
        PersonContact person,
        string kind,
        string title,
        IReadOnlyList<string> paragraphs,
        MailAction? action,
        string? unsubscribe
    )
    {
        var reader = Reader.Of(person.Language, person.TimeZone);
        string Say(string key, string name, string value) =>
            MessageText
                .Parse(words.Of(key, person.Language).Text)
                .Render(
                    new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [name] = JsonSerializer.SerializeToElement(value) },
                    reader
                );

        string[] closing = unsubscribe is null
            ? [Say("mail.mandatory", "url", "")]
            :
            [
                Say("mail.footer", "url", address.Link(Preferences)),
                Say("mail.unsubscribe", "url", address.Link($"{Unsubscribing.Page}?token={unsubscribe}")),
            ];
        return new ChannelMessage(
            id,
            new ChannelRecipient(person.Id, person.Name, person.Email, person.Language),
            kind,
            // A subject is one line; a name that somebody chose must not make it two.
            string.Join(' ', title.Split(['\r', '\n', '\t', '\0'], StringSplitOptions.RemoveEmptyEntries)),
            [Say("mail.greeting", "name", person.Name), .. paragraphs],
            action,
            closing,
            unsubscribe is null ? null : new Uri(address.Link($"{Unsubscribing.Path}?token={unsubscribe}"))
        );
    }

    /// <summary>Which delivery a message belongs to, by its id as it comes back; null if it is none of ours.</summary>
    internal static Guid? DeliveryIn(string? id) =>
        id?.StartsWith(IdStart, StringComparison.Ordinal) == true && Guid.TryParseExact(id[IdStart.Length..], "N", out var delivery)
            ? delivery
            : null;

    private static string IdOf(Delivery delivery) => $"{IdStart}{delivery.Id:N}";
}
