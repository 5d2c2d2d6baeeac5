using System.Reflection;

namespace SmartAI.Platform.Notifications;

/// <summary>
/// A kind of event that people are told about, declared by the module in which it happens. Its words in each language stand in that module's
/// <c>Notifications/en.json</c>, <c>es.json</c> and <c>fr.json</c>, and nowhere else: bell, mail and every other channel are written from them.
/// </summary>
/// <param name="Name">Dotted and stable, module first: <c>identity.account_locked</c>.</param>
/// <param name="Variables">What its words may name in braces, and what every event of the kind brings.</param>
public sealed record NotificationKind(string Name, params IReadOnlyList<string> Variables)
{
    /// <summary>True where nobody may turn it off: the security of their account depends on knowing.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>Whether it waits for the end of somebody's quiet hours.</summary>
    public Urgency Urgency { get; init; } = Urgency.Normal;

    /// <summary>The channels of somebody who chose nothing.</summary>
    public IReadOnlyList<string> DefaultChannels { get; init; } = [NotificationChannels.InApp];

    /// <summary>The kinds that a class of static readonly fields declares, in order.</summary>
    public static IReadOnlyList<NotificationKind> In(Type kinds) =>
        [
            .. kinds
                .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(f => f.FieldType == typeof(NotificationKind))
                .Select(f => (NotificationKind)f.GetValue(null)!),
        ];
}

/// <summary>Whether an event can wait.</summary>
public enum Urgency
{
    /// <summary>It waits for the end of quiet hours.</summary>
    Normal,

    /// <summary>It goes at once, quiet hours or not.</summary>
    High,
}

/// <summary>The names of the channels that come with the platform.</summary>
public static class NotificationChannels
{
    /// <summary>The bell in the web app.</summary>
    public const string InApp = "in-app";

    /// <summary>Mail.</summary>
    public const string Email = "email";
}
