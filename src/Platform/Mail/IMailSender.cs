namespace SmartAI.Platform.Mail;

/// <summary>
/// Sends mail: the one door behind which SMTP, the development mailbox or a provider's own interface stands. Called from jobs only, so that a mail is
/// tried again and never leaves for a change that was rolled back.
/// </summary>
public interface IMailSender
{
    /// <summary>Hands one mail over. Returning means that the other side has taken responsibility for it.</summary>
    /// <exception cref="MailNotSentException">It may work later.</exception>
    /// <exception cref="Jobs.PermanentJobFailure">It never will: the address or the mail itself is refused.</exception>
    Task SendAsync(MailMessage message, CancellationToken cancel);
}

/// <summary>A mail to one person, in both forms; <see cref="MailTemplate"/> makes them from one text.</summary>
/// <param name="To">A bare address: <c>ada@example.org</c>, without a name.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The plain form, whole: some people read only this one.</param>
/// <param name="Html">The same content as HTML, without anything that has to be fetched.</param>
public sealed record MailMessage(string To, string Subject, string Text, string Html)
{
    /// <summary>What its Message-ID is made of, where the same mail may be sent again; null for a new one each time.</summary>
    public string? Id { get; init; }

    /// <summary>Where one POST turns mails of this kind off (RFC 8058); null for those that cannot be.</summary>
    public Uri? UnsubscribeUrl { get; init; }

    /// <summary>Only the shape: logs and errors must not tell whom a mail went to.</summary>
    public override string ToString() => $"Mail of {Text.Length} characters";
}

/// <summary>A mail could not be handed over now. The message names no person.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="mayHaveLeft">True if the whole mail was written and the answer was lost: the server may have it.</param>
public sealed class MailNotSentException(string message, bool mayHaveLeft = false) : Exception(message)
{
    /// <inheritdoc cref="MailNotSentException" path="/param[@name='mayHaveLeft']"/>
    public bool MayHaveLeft => mayHaveLeft;
}

/// <summary>The mail server refuses this recipient for good.</summary>
public sealed class RecipientRefusedException(string message) : Jobs.PermanentJobFailure(message);
