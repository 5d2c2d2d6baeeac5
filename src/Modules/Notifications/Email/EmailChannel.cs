using SmartAI.Platform.Jobs;
using SmartAI.Platform.Mail;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Email;

/// <summary>
/// Mail. SMTP has no key by which a server would know a repeat: the Message-ID stays the same, but few drop the second for it. So a mail whose answer was
/// lost is not sent again by itself.
/// </summary>
internal sealed class EmailChannel(IMailSender mails) : INotificationChannel
{
    public string Name => NotificationChannels.Email;

    public bool RecognisesRepeats => false;

    public async Task<ChannelResult> SendAsync(ChannelMessage message, CancellationToken cancel)
    {
        try
        {
            await mails.SendAsync(ToMail(message), cancel);
            return ChannelResult.Delivered;
        }
        catch (MailNotSentException failure)
        {
            return new ChannelResult(failure.MayHaveLeft ? ChannelOutcome.Uncertain : ChannelOutcome.TryLater, failure.Message);
        }
        catch (RecipientRefusedException refused)
        {
            return new ChannelResult(ChannelOutcome.RecipientRefused, refused.Message);
        }
        catch (PermanentJobFailure refused)
        {
            return new ChannelResult(ChannelOutcome.Refused, refused.Message);
        }
    }

    internal static MailMessage ToMail(ChannelMessage message) =>
        MailTemplate.Build(message.To.Email, message.To.Language, message.Title, message.Paragraphs, message.Action, message.Closing) with
        {
            Id = message.Id,
            UnsubscribeUrl = message.UnsubscribeUrl,
        };
}
