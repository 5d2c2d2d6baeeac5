using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Mail;

/// <summary>Registers mail.</summary>
public static class MailServices
{
    /// <summary>
    /// Chooses the sender: SMTP where a host is configured, else the development mailbox. <see cref="MailboxSender"/> is registered in the second case only, so
    /// that nothing can read mails where they leave.
    /// </summary>
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.AddSettings<MailSettings>(configuration).UsesSmtp)
            return services.AddSingleton<IMailSender, SmtpMailSender>();
        services.AddSingleton<MailboxSender>();
        return services.AddSingleton<IMailSender>(provider => provider.GetRequiredService<MailboxSender>());
    }
}
