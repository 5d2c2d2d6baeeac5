using MimeKit;
using SmartAI.Platform.Jobs;

namespace SmartAI.Platform.Mail;

/// <summary>What every sender refuses alike, so that the development mailbox shows the faults that SMTP would have.</summary>
internal static class MailRules
{
    private const int MaxSubject = 500;

    internal static void Check(MailMessage message)
    {
        // Strict on purpose: "Name <a@b>", a list or a route would reach somebody other than the person it was checked for.
        if (
            !MailboxAddress.TryParse(message.To, out var parsed)
            || parsed.Address != message.To
            || message.To.IndexOf('@', StringComparison.Ordinal) is 0 or -1
            || message.To.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        )
            throw new PermanentJobFailure("The recipient's address cannot be used.");
        if (message.Subject.Length is 0 or > MaxSubject || message.Subject.Any(char.IsControl))
            throw new PermanentJobFailure($"The mail's subject must be one line of at most {MaxSubject} characters.");
        if (message.Text.Contains('\0', StringComparison.Ordinal) || message.Html.Contains('\0', StringComparison.Ordinal))
            throw new PermanentJobFailure("The mail's text holds a NUL character.");
    }
}
