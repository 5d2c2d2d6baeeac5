using System.Text.Json;
using System.Text.Json.Serialization;
using SmartAI.Platform.Data;
using SmartAI.Platform.Jobs;

namespace SmartAI.Platform.Notifications;

/// <summary>Whom an event concerns.</summary>
public sealed record NotificationTo
{
    private NotificationTo(Guid[] people, string? holders, Guid? except) => (People, Holders, Exempt) = (people, holders, except);

    internal Guid[] People { get; }
    internal string? Holders { get; }
    internal Guid? Exempt { get; }

    /// <summary>One person.</summary>
    public static NotificationTo Person(Guid id) => new([id], null, null);

    /// <summary>These people, at most 500.</summary>
    public static NotificationTo Persons(IReadOnlyCollection<Guid> ids) =>
        ids.Count <= 500
            ? new([.. ids], null, null)
            : throw new ArgumentException("An event is raised for at most 500 people at once.", nameof(ids));

    /// <summary>Everybody whose roles give a permission.</summary>
    /// <param name="permission">Its name.</param>
    /// <param name="except">Who did it, and knows already.</param>
    public static NotificationTo HoldersOf(Access.Permission permission, Guid? except = null) => new([], permission.Name, except);
}

/// <summary>An event on its way to the people it concerns: a job, so that it leaves only if the change that caused it commits, and exactly once.</summary>
/// <param name="Event">The name of its <see cref="NotificationKind"/>.</param>
/// <param name="People">Whom it concerns.</param>
/// <param name="Holders">Or everybody who holds this permission.</param>
/// <param name="Except">But not this person.</param>
/// <param name="Values">What the words of its kind name.</param>
/// <param name="Link">The page it is about: a path of the web app.</param>
/// <param name="EventId">The event that this goes on with, where its people are told in several jobs; null for the first.</param>
/// <param name="After">The last of them who was told.</param>
public sealed record RaisedNotification(
    string Event,
    Guid[] People,
    string? Holders,
    Guid? Except,
    Dictionary<string, JsonElement> Values,
    string? Link,
    Guid? EventId = null,
    Guid? After = null
) : IJob
{
    /// <inheritdoc/>
    public static string Kind => "notifications.raised";

    /// <inheritdoc/>
    public static JsonSerializerContext Json => RaisedJobs.Default;

    /// <inheritdoc/>
    public static short Priority => 10;
}

/// <summary>The payload of events.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RaisedNotification))]
internal sealed partial class RaisedJobs : JsonSerializerContext;

/// <summary>Raises events.</summary>
public static class NotificationExtensions
{
    /// <summary>Tells people with the next save: nobody hears of a change that was not made.</summary>
    /// <param name="db">The module's own context.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="to">Whom it concerns.</param>
    /// <param name="link">The page it is about: a path of the web app, such as <c>/people</c>.</param>
    /// <param name="values">A value for each variable of the kind: a text, a number, or a time, which each reader sees in their own zone.</param>
    /// <exception cref="ArgumentException">A value is missing or not declared.</exception>
    public static void RaiseNotification(
        this ModuleDbContext db,
        NotificationKind kind,
        NotificationTo to,
        string? link,
        params IReadOnlyList<(string Name, object Value)> values
    )
    {
        if (
            !values
                .Select(v => v.Name)
                .Order(StringComparer.Ordinal)
                .SequenceEqual(kind.Variables.Order(StringComparer.Ordinal), StringComparer.Ordinal)
        )
            throw new ArgumentException($"{kind.Name} needs exactly these values: {string.Join(", ", kind.Variables)}.", nameof(values));
        if (link is not null && (!link.StartsWith('/') || link.StartsWith("//", StringComparison.Ordinal)))
            throw new ArgumentException("A link is a path of the web app.", nameof(link));
        db.Enqueue(
            new RaisedNotification(
                kind.Name,
                to.People,
                to.Holders,
                to.Exempt,
                values.ToDictionary(v => v.Name, v => NotificationValue.Of(v.Value), StringComparer.Ordinal),
                link
            )
        );
    }
}
