using System.Collections.Frozen;
using System.Text.Json;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Inbox;

/// <summary>Puts events into words.</summary>
internal sealed class Words(NotificationTexts texts, ModuleCatalog modules)
{
    private readonly FrozenDictionary<string, NotificationKind> _kinds = modules
        .Notifications.Append(NotificationsKinds.Test)
        .DistinctBy(k => k.Name)
        .ToFrozenDictionary(k => k.Name, StringComparer.Ordinal);

    internal IEnumerable<NotificationKind> Kinds =>
        modules.Notifications.Where(k => k != NotificationsKinds.Test && k != NotificationsKinds.Digest);

    /// <summary>Null for a kind whose module is gone.</summary>
    internal NotificationKind? Find(string kind) => _kinds.GetValueOrDefault(kind);

    internal KindTexts Of(string kind, string language) => texts.Of(kind, language);

    internal string ChannelName(string channel, string language) => texts.ChannelName(channel, language);

    internal NotificationView Show(NotificationRow row, Reader reader)
    {
        var (words, values) = (Of(row.Kind, reader.Language), ValuesIn(row.Values));
        return new NotificationView(
            row.Id,
            row.Kind,
            Fill(words.Title, values, reader),
            Fill(words.Text, values, reader),
            row.Link is null ? null : words.Action,
            row.Link,
            Find(row.Kind)?.Urgency == Urgency.High,
            row.CreatedAt,
            row.ReadAt
        );
    }

    internal static Dictionary<string, JsonElement> ValuesIn(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;

    /// <summary>The text with its values; as it stands where a new version of the module names what an old event did not bring.</summary>
    private static string Fill(string text, Dictionary<string, JsonElement> values, Reader reader)
    {
        var message = MessageText.Parse(text);
        return message.Variables.All(values.ContainsKey) ? message.Render(values, reader) : text;
    }
}
