namespace SmartAI.Platform.Mail;

/// <summary>Whether mails can be read in the web app: only where the server runs its own database, listens on loopback, and no SMTP server is configured.</summary>
public sealed record DevelopmentMailbox(bool IsOpen);
