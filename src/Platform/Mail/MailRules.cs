using System.Globalization;
using MimeKit;
using SmartAI.Platform.Jobs;

namespace SmartAI.Platform.Mail;

/// <summary>What every sender refuses alike, so that the development mailbox shows the faults that SMTP would have.</summary>
internal static class MailRules
{
    private const int MaxSubject = 500;

    /// <summary>
    /// True if mail can be sent there. Strict on purpose: "Name &lt;a@b&gt;", a list or a route would reach somebody other than the person it was checked for,
    /// and a character that is not seen makes two addresses look like one.
    /// </summary>
    internal static bool IsAddress(string text) =>
        MailboxAddress.TryParse(text, out var parsed)
        && parsed.Address == text
        && text.IndexOf('@', StringComparison.Ordinal) is not (0 or -1)
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format);

    internal static void Check(MailMessage message)
    {
        if (!IsAddress(message.To))
            throw new PermanentJobFailure("The recipient's address cannot be used.");
        if (message.Subject.Length is 0 or > MaxSubject || message.Subject.Any(char.IsControl))
            throw new PermanentJobFailure($"The mail's subject must be one line of at most {MaxSubject} characters.");
        if (message.Text.Contains('\0', StringComparison.Ordinal) || message.Html.Contains('\0', StringComparison.Ordinal))
            throw new PermanentJobFailure("The mail's text holds a NUL character.");
    }
}
