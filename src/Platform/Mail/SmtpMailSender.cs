using System.Net.Security;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using MimeKit;
using MimeKit.Utils;
using SmartAI.Platform.Jobs;

namespace SmartAI.Platform.Mail;

/// <summary>Sends by SMTP (RFC 5321), one connection per mail: jobs are far apart, and an idle connection is cut by most servers within minutes.</summary>
internal sealed class SmtpMailSender(MailSettings settings, TimeProvider clock, ILogger<SmtpMailSender> log) : IMailSender
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    /// <summary>Replaces the operating system's trust; only tests with a certificate of their own set it.</summary>
    internal RemoteCertificateValidationCallback? Trust { get; init; }

    public async Task SendAsync(MailMessage message, CancellationToken cancel)
    {
        MailRules.Check(message);
        cancel.ThrowIfCancellationRequested();
        using var mime = ToMime(message);
        using var client = new SmtpClient { Timeout = (int)s_timeout.TotalMilliseconds, ServerCertificateValidationCallback = Trust };
        var written = new Written();
        try
        {
            await ConnectAsync(client, settings, cancel);
            await client.SendAsync(mime, cancel, written);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The server's words often quote the address, so they are kept out of what is stored and shown.
            log.LogDebug(failure, "SMTP failed");
            throw Translate(failure, written.Whole);
        }

        try
        {
            await client.DisconnectAsync(quit: true, cancel);
        }
        catch (Exception late)
        {
            // The server has the mail. Failing here would send it twice.
            log.LogDebug(late, "The mail server did not say goodbye");
        }
    }

    /// <summary>Connects and signs in as the settings say, also for whoever only wants to know whether that works.</summary>
    internal static async Task ConnectAsync(SmtpClient client, MailSettings settings, CancellationToken cancel)
    {
        var security = settings.SmtpSecurity switch
        {
            SmtpSecurity.None => SecureSocketOptions.None,
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.Auto,
        };
        await client.ConnectAsync(settings.SmtpHost!, settings.SmtpPort, security, cancel);
        if (string.IsNullOrEmpty(settings.SmtpUser))
            return;
        // Someone in between can hide STARTTLS from the greeting; the password must not follow.
        if (!client.IsSecure)
            throw new MailNotSentException("The mail server offers no TLS, so the password is not sent. Set SMARTAI_MAIL__SMTPSECURITY.");
        await client.AuthenticateAsync(settings.SmtpUser, settings.SmtpPassword ?? "", cancel);
    }

    private MimeMessage ToMime(MailMessage message)
    {
        var from = MailboxAddress.Parse(settings.From!);
        var mime = new MimeMessage
        {
            Subject = message.Subject,
            Date = clock.GetUtcNow(),
            MessageId = message.Id is null ? MimeUtils.GenerateMessageId(from.Domain) : $"{message.Id}@{from.Domain}",
            Body = new BodyBuilder { TextBody = message.Text, HtmlBody = message.Html }.ToMessageBody(),
        };
        mime.From.Add(from);
        mime.To.Add(new MailboxAddress("", message.To));
        // RFC 3834: no out-of-office reply is wanted.
        mime.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (message.UnsubscribeUrl is not null)
        {
            mime.Headers.Add(HeaderId.ListUnsubscribe, $"<{message.UnsubscribeUrl.AbsoluteUri}>");
            mime.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return mime;
    }

    private static Exception Translate(Exception failure, bool whole) =>
        failure switch
        {
            MailNotSentException known => known,
            // 530 asks for a sign-in first: an operator mends that, and the mail can still go.
            SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } refused when IsFinal(refused) =>
                new RecipientRefusedException($"The mail server refuses this recipient ({(int)refused.StatusCode})."),
            SmtpCommandException { ErrorCode: SmtpErrorCode.MessageNotAccepted } refused when IsFinal(refused) => new PermanentJobFailure(
                $"The mail server refuses this mail ({(int)refused.StatusCode})."
            ),
            SmtpCommandException refused => new MailNotSentException(
                $"The mail server answered {(int)refused.StatusCode}; it may take the mail later."
            ),
            NotSupportedException => new PermanentJobFailure("The mail server cannot take an address of this form."),
            AuthenticationException => new MailNotSentException("The mail server refuses user name or password."),
            SslHandshakeException => new MailNotSentException(
                "The mail server's certificate is not trusted, or it speaks no TLS on this port."
            ),
            _ when whole => new MailNotSentException(
                "The connection ended after the mail was written: the server may have it.",
                mayHaveLeft: true
            ),
            SocketException socket => new MailNotSentException($"The mail server cannot be reached: {socket.SocketErrorCode}."),
            _ => new MailNotSentException($"The connection to the mail server failed: {failure.GetType().Name}."),
        };

    private static bool IsFinal(SmtpCommandException refused) => (int)refused.StatusCode is >= 500 and not 530;

    /// <summary>Knows whether the last byte of the mail was written. A server can only have taken what ends with its dot.</summary>
    private sealed class Written : MailKit.ITransferProgress
    {
        public bool Whole { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Whole = bytesTransferred >= totalSize;

        public void Report(long bytesTransferred) => Whole = true;
    }
}
