using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Mail;

namespace SmartAI.Platform.Notifications;

/// <summary>
/// A way in which people are told. A new channel is one class: preferences, quiet hours, the ledger, retries and resending come with it. Its name in each
/// language stands in its module's <c>Notifications/*.json</c> as <c>channel.&lt;name&gt;</c>.
/// </summary>
public interface INotificationChannel
{
    /// <summary>Lower-case and stable: <c>email</c>.</summary>
    string Name { get; }

    /// <summary>
    /// True if the other side takes two messages with the same <see cref="ChannelMessage.Id"/> for one. Where it does not, an attempt whose outcome nobody
    /// knows is left for an operator to decide: nobody is told twice.
    /// </summary>
    bool RecognisesRepeats { get; }

    /// <summary>
    /// Hands one message over and says how that went. An exception says that nobody knows; <see cref="OperationCanceledException"/> that the server stops.
    /// </summary>
    Task<ChannelResult> SendAsync(ChannelMessage message, CancellationToken cancel);
}

/// <summary>One message to one person.</summary>
/// <param name="Id">The same in every attempt at this delivery, and nowhere else.</param>
/// <param name="To">The person.</param>
/// <param name="Event">The kind of event; for a digest <c>notifications.digest</c>.</param>
/// <param name="Title">One line.</param>
/// <param name="Paragraphs">The rest, in the reader's language.</param>
/// <param name="Action">The page that it is about, if any.</param>
/// <param name="Closing">Why the reader gets this, and what to do about it.</param>
/// <param name="UnsubscribeUrl">Where one POST turns this off (RFC 8058); null for what cannot be turned off.</param>
public sealed record ChannelMessage(
    string Id,
    ChannelRecipient To,
    string Event,
    string Title,
    IReadOnlyList<string> Paragraphs,
    MailAction? Action,
    IReadOnlyList<string> Closing,
    Uri? UnsubscribeUrl
)
{
    /// <summary>Only the shape: logs and errors must not tell what somebody was told.</summary>
    public override string ToString() => $"Message {Id} of kind {Event}";
}

/// <summary>Who is told.</summary>
public sealed record ChannelRecipient(Guid UserId, string Name, string Email, string Language)
{
    /// <inheritdoc/>
    public override string ToString() => UserId.ToString();
}

/// <summary>How an attempt went.</summary>
public enum ChannelOutcome
{
    /// <summary>The other side has taken it.</summary>
    Delivered,

    /// <summary>The other side surely has not taken it, and may later.</summary>
    TryLater,

    /// <summary>The other side will never take it.</summary>
    Refused,

    /// <summary>The other side does not know this recipient, for good: nothing more is sent there until an operator says so.</summary>
    RecipientRefused,

    /// <summary>Nobody knows whether the other side has taken it.</summary>
    Uncertain,
}

/// <summary>How an attempt went, and why.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Reason">One English sentence for the operator, without addresses and secrets.</param>
public sealed record ChannelResult(ChannelOutcome Outcome, string? Reason)
{
    /// <summary>It is there.</summary>
    public static ChannelResult Delivered { get; } = new(ChannelOutcome.Delivered, null);
}

/// <summary>Registers channels.</summary>
public static class ChannelServices
{
    /// <summary>Adds a channel; it is made once.</summary>
    public static IServiceCollection AddNotificationChannel<TChannel>(this IServiceCollection services)
        where TChannel : class, INotificationChannel => services.AddSingleton<INotificationChannel, TChannel>();
}
