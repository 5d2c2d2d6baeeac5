using Microsoft.EntityFrameworkCore;

namespace SmartAI.Platform.Mail;

/// <summary>A mail that stayed in the development mailbox, in <c>platform.development_mails</c>.</summary>
public sealed class DevelopmentMail
{
    /// <summary>Counts up, so that two mails of one moment keep their order.</summary>
    public long Id { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }
    public required DateTimeOffset SentAt { get; init; }

    internal static void Map(ModelBuilder model) =>
        model.Entity<DevelopmentMail>(mail =>
        {
            mail.ToTable("development_mails", "platform");
            mail.Property(m => m.Id).UseIdentityAlwaysColumn();
            mail.Property(m => m.To).HasColumnName("recipient");
        });
}
