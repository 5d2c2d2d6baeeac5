using System.Globalization;
using SmartAI.Notifications.Inbox;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Notifications.Preferences;

/// <summary>Everything that a person can choose, and what they chose.</summary>
internal sealed record PreferencesView(
    string TimeZone,
    [property: Example("22:00")] string? QuietFrom,
    [property: Example("07:00")] string? QuietTo,
    [property: Example("08:00")] string? DigestAt,
    IReadOnlyList<ChannelView> Channels,
    IReadOnlyList<KindView> Kinds
)
{
    internal static PreferencesView Of(Preference? preference, Reader reader, Words words, IEnumerable<string> channels)
    {
        string[] names = [.. channels];
        return new PreferencesView(
            reader.Zone.Id,
            Times.Show(preference?.QuietFrom),
            Times.Show(preference?.QuietTo),
            Times.Show(preference?.DigestAt),
            [.. names.Select(c => new ChannelView(c, words.ChannelName(c, reader.Language), c == NotificationChannels.Email))],
            [
                .. words.Kinds.Select(kind => new KindView(
                    kind.Name,
                    kind.Name[..kind.Name.IndexOf('.')],
                    words.Of(kind.Name, reader.Language).Name,
                    kind.IsMandatory,
                    [
                        .. names.Select(c => new ChannelChoice(
                            c,
                            preference.For(kind, c),
                            kind.IsMandatory && kind.DefaultChannels.Contains(c, StringComparer.Ordinal)
                        )),
                    ]
                )),
            ]
        );
    }
}

/// <summary>A channel and what it is called.</summary>
internal sealed record ChannelView(string Name, string DisplayName, bool CanDigest);

/// <summary>A kind of event, what it is called, and the choice for each channel.</summary>
internal sealed record KindView(string Name, string Module, string DisplayName, bool IsMandatory, IReadOnlyList<ChannelChoice> Channels);

/// <summary>The choice in force for one channel; fixed where it cannot be changed.</summary>
internal sealed record ChannelChoice(string Channel, Choice Choice, bool IsFixed);

/// <summary>Times of day as hours and minutes.</summary>
internal static class Times
{
    internal const string Pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

    internal static string? Show(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    internal static TimeOnly? Read(string? text) => text is null ? null : TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);
}
