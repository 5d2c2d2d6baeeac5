using System.ComponentModel.DataAnnotations;
using MimeKit;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Mail;

/// <summary>How mail leaves. Without an SMTP host it stays in the development mailbox.</summary>
[SettingsSection("Mail")]
public sealed class MailSettings : ICheckedSettings
{
    [Setting("The sender of every mail, with or without a name.", Example = "SmartAI <no-reply@example.org>")]
    public string? From { get; set; }

    [Setting("The mail server. When unset, mails are kept in a mailbox that developers open in the web app.", Example = "smtp.example.org")]
    public string? SmtpHost { get; set; }

    [Setting("The mail server's port: 587 for submission, 465 for TLS from the first byte.", Example = "587"), Range(1, 65535)]
    public int SmtpPort { get; set; } = 587;

    [Setting(
        "none, starttls (required), tls (from the first byte), or auto: tls on port 465, else STARTTLS where the server offers it.",
        Example = "starttls"
    )]
    public SmtpSecurity SmtpSecurity { get; set; } = SmtpSecurity.Auto;

    [Setting("The user name at the mail server, if it asks for one.", Example = "smartai")]
    public string? SmtpUser { get; set; }

    [Setting("The password at the mail server; SMARTAI_MAIL__SMTPPASSWORD_FILE names a file that holds it.", Example = "<secret>")]
    public string? SmtpPassword { get; set; }

    /// <summary>True if mails leave by SMTP; then there is no development mailbox.</summary>
    public bool UsesSmtp => !string.IsNullOrWhiteSpace(SmtpHost);

    /// <inheritdoc/>
    public string? Problem()
    {
        if (!UsesSmtp)
            return null;
        if (!MailboxAddress.TryParse(From, out var from) || !from.Address.Contains('@', StringComparison.Ordinal))
            return "SMARTAI_MAIL__FROM must hold the sender's address when SMARTAI_MAIL__SMTPHOST is set. "
                + "Example: SMARTAI_MAIL__FROM=\"SmartAI <no-reply@example.org>\"";
        if (string.IsNullOrEmpty(SmtpUser) != string.IsNullOrEmpty(SmtpPassword))
            return "SMARTAI_MAIL__SMTPUSER and SMARTAI_MAIL__SMTPPASSWORD must be set both or neither. Example: SMARTAI_MAIL__SMTPUSER=smartai";
        if (!string.IsNullOrEmpty(SmtpUser) && SmtpSecurity == SmtpSecurity.None)
            return "SMARTAI_MAIL__SMTPSECURITY=none would send the password readable over the network. Example: SMARTAI_MAIL__SMTPSECURITY=starttls";
        return null;
    }
}

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>TLS on port 465; elsewhere STARTTLS if the server offers it.</summary>
    Auto,

    /// <summary>Plain text, for a relay on the same machine or network.</summary>
    None,

    /// <summary>STARTTLS, or no mail.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}
