using SmartAI.Identity.Contracts;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Preferences;

/// <summary>In what language and zone a person reads.</summary>
internal sealed class Readers(IPeople people)
{
    internal async Task<Reader> OfAsync(Guid userId, CancellationToken cancel) =>
        await people.FindAsync([userId], cancel) is [var person] ? Reader.Of(person.Language, person.TimeZone) : Reader.Of("en", "UTC");
}

/// <summary>The channels that a person can choose, the bell first.</summary>
internal sealed class Channels(IEnumerable<INotificationChannel> channels)
{
    private readonly Dictionary<string, INotificationChannel> _channels = channels.ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>All of them, the bell included, which needs nobody to deliver it.</summary>
    internal IReadOnlyList<string> Names => [NotificationChannels.InApp, .. _channels.Keys];

    /// <summary>Those that deliver.</summary>
    internal IEnumerable<INotificationChannel> Outward => _channels.Values;

    internal INotificationChannel? Find(string name) => _channels.GetValueOrDefault(name);
}
