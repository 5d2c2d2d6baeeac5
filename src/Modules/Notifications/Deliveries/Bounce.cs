using System.Text;
using MimeKit;
using SmartAI.Notifications.Email;

namespace SmartAI.Notifications.Deliveries;

/// <summary>What a mail that came back says (RFC 3464): which of our mails, for whom, and why.</summary>
/// <param name="DeliveryId">From the Message-ID that the mail left with; null if it was not the ledger's.</param>
/// <param name="Recipients">Those for whom it failed for good.</param>
internal sealed record Bounce(Guid? DeliveryId, IReadOnlyList<BouncedRecipient> Recipients)
{
    /// <summary>Null if the text is not a report of this kind.</summary>
    internal static async Task<Bounce?> ReadAsync(string message, CancellationToken cancel)
    {
        try
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(message));
            using var report = await MimeMessage.LoadAsync(stream, cancel);
            if (report.BodyParts.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } status)
                return null;
            // The mail itself or only its header lines, whatever the server sends back.
            var id = report.BodyParts.OfType<MessagePart>().Select(part => part.Message?.MessageId).FirstOrDefault(i => i is not null);
            return new Bounce(
                Messages.DeliveryIn(id?.Split('@')[0]),
                // The first group is about the message, each other one about a recipient.
                [.. status.StatusGroups.Skip(1).Select(BouncedRecipient.Of).OfType<BouncedRecipient>()]
            );
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>One recipient whom a mail did not reach.</summary>
/// <param name="Addresses">As we wrote it, and as the last server knew it.</param>
/// <param name="Status">RFC 3463, such as 5.1.1.</param>
internal sealed record BouncedRecipient(IReadOnlyList<string> Addresses, string Status)
{
    /// <summary>
    /// True where the address takes no mail, now or later: it does not exist (5.1), is closed (5.2.1), or the server says no more than "for good" (5.0). A full
    /// mailbox, a mail that was too large or that somebody took for spam says nothing about the next one.
    /// </summary>
    internal bool IsForGood =>
        Status is "5.2.1" || Status.StartsWith("5.1.", StringComparison.Ordinal) || Status.StartsWith("5.0.", StringComparison.Ordinal);

    internal bool Is(string address) => Addresses.Contains(address, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null where the mail is only late, was passed on, or the report does not say what it has to.</summary>
    internal static BouncedRecipient? Of(HeaderList about)
    {
        if (!string.Equals(about["Action"]?.Trim(), "failed", StringComparison.OrdinalIgnoreCase))
            return null;
        // "rfc822; sam@example.org"
        var addresses = new[] { about["Original-Recipient"], about["Final-Recipient"] }
            .OfType<string>()
            .Select(a => a[(a.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim())
            .ToList();
        var status = about["Status"]?.Trim().Split(' ')[0];
        // It stands in the ledger: digits and dots only, whatever a stranger's server wrote.
        return status is { Length: > 0 and <= 11 } && status.All(c => c is '.' or (>= '0' and <= '9'))
            ? new BouncedRecipient(addresses, status)
            : null;
    }
}
