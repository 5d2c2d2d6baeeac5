using System.Text.Json;
using System.Text.Json.Serialization;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Preferences;

/// <summary>What somebody chose. There is no row for somebody who chose nothing.</summary>
[Audited]
internal sealed class Preference
{
    public required Guid UserId { get; init; }
    public TimeOnly? QuietFrom { get; set; }
    public TimeOnly? QuietTo { get; set; }
    public TimeOnly? DigestAt { get; set; }

    /// <summary>Kind to channel to choice, as JSON; only what differs from the default.</summary>
    public string Choices { get; set; } = "{}";
    public uint Version { get; private set; }

    internal Dictionary<string, Dictionary<string, Choice>> Chosen => ChoiceJson.Read(Choices);
}

/// <summary>Whether and when a channel tells of a kind of event.</summary>
internal enum Choice
{
    Off,
    Now,
    Digest,
}

/// <summary>Choices as they are stored.</summary>
internal static class ChoiceJson
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    internal static Dictionary<string, Dictionary<string, Choice>> Read(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, Choice>>>(json, s_json)!;

    internal static string Write(IEnumerable<KeyValuePair<string, Dictionary<string, Choice>>> chosen) =>
        JsonSerializer.Serialize(
            new SortedDictionary<string, SortedDictionary<string, Choice>>(
                chosen.ToDictionary(
                    k => k.Key,
                    k => new SortedDictionary<string, Choice>(k.Value, StringComparer.Ordinal),
                    StringComparer.Ordinal
                ),
                StringComparer.Ordinal
            ),
            s_json
        );
}

/// <summary>What follows from a person's choices for one event.</summary>
internal static class PreferenceRules
{
    /// <summary>The choice in force. What is mandatory goes to the kind's own channels at once, whatever somebody chose.</summary>
    internal static Choice For(this Preference? preference, NotificationKind kind, string channel)
    {
        var isDefault = kind.DefaultChannels.Contains(channel, StringComparer.Ordinal);
        if (kind.IsMandatory && isDefault)
            return Choice.Now;
        return preference?.Chosen.GetValueOrDefault(kind.Name)?.TryGetValue(channel, out var chosen) == true ? chosen
            : isDefault ? Choice.Now
            : Choice.Off;
    }

    /// <summary>When a message may leave: null for now.</summary>
    internal static DateTimeOffset? DueAt(
        this Preference? preference,
        NotificationKind kind,
        Choice choice,
        TimeZoneInfo zone,
        DateTimeOffset now
    )
    {
        if (choice == Choice.Digest && preference?.DigestAt is { } digest)
            return LocalTimes.Next(digest, zone, now);
        return
            kind.Urgency != Urgency.High
            && preference is { QuietFrom: { } from, QuietTo: { } to }
            && LocalTimes.IsWithin(from, to, zone, now)
            ? LocalTimes.Next(to, zone, now)
            : null;
    }
}
