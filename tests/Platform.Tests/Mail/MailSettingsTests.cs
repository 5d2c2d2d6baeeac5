using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using SmartAI.Platform.Mail;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Tests.Mail;

public sealed class MailSettingsTests
{
    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Mail:{s.Key}", (string?)s.Value)))
            .Build();
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddMail(configuration);
        services.TryAddSingleton(_ => NpgsqlDataSource.Create("Host=127.0.0.1"));
        return services.BuildServiceProvider();
    }

    [Fact]
    public void Without_a_mail_server_mails_stay_in_the_mailbox()
    {
        using var services = Services();
        services.GetRequiredService<IMailSender>().ShouldBeSameAs(services.GetService<MailboxSender>());
    }

    [Fact]
    public void With_a_mail_server_there_is_no_mailbox_to_read()
    {
        using var services = Services(("SmtpHost", "smtp.example.org"), ("From", "no-reply@example.org"), ("SmtpSecurity", "starttls"));
        services.GetRequiredService<IMailSender>().ShouldBeOfType<SmtpMailSender>();
        services.GetService<MailboxSender>().ShouldBeNull();
        services.GetRequiredService<MailSettings>().SmtpSecurity.ShouldBe(SmtpSecurity.StartTls);
    }

    [Theory]
    [InlineData("SMARTAI_MAIL__FROM")]
    [InlineData("SMARTAI_MAIL__FROM", "From", "nobody")]
    [InlineData("SMARTAI_MAIL__SMTPPORT", "SmtpPort", "0")]
    [InlineData("SMARTAI_MAIL__SMTPSECURITY", "SmtpSecurity", "ssl")]
    [InlineData("SMARTAI_MAIL__SMTPUSER", "From", "a@b.c", "SmtpUser", "u")]
    [InlineData("SMARTAI_MAIL__SMTPSECURITY", "From", "a@b.c", "SmtpUser", "u", "SmtpPassword", "p", "SmtpSecurity", "none")]
    public void A_setting_that_cannot_work_stops_the_start_with_its_name_and_an_example(string variable, params string[] pairs)
    {
        var settings = pairs.Chunk(2).Select(p => (p[0], p[1])).Append(("SmtpHost", "smtp.example.org")).ToArray();
        Should.Throw<SettingsException>(() => Services(settings)).Message.ShouldContain(variable);
        Should.Throw<SettingsException>(() => Services(settings)).Message.ShouldContain("Example: ");
    }
}
