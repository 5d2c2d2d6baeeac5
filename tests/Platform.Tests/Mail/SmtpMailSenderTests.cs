using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using SmartAI.Platform.Jobs;
using SmartAI.Platform.Mail;

namespace SmartAI.Platform.Tests.Mail;

public sealed class SmtpMailSenderTests : MailSenderContract, IAsyncDisposable
{
    private SmtpServer? _server;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private protected override async Task<IMailSender> SenderAsync() => await SenderAsync(_ => { });

    private protected override async Task<MailMessage> ReceivedAsync()
    {
        var mail = await _server!.NextMailAsync();
        // MIME ends lines by CR LF.
        return new MailMessage(mail.To.Mailboxes.Single().Address, mail.Subject!, Lines(mail.TextBody), Lines(mail.HtmlBody));
    }

    private protected override async Task<int> LeftAsync() => (await _server!.EndAsync()).Length;

    [Fact]
    public async Task A_mail_says_who_sent_it_and_that_no_answer_is_wanted()
    {
        var sender = await SenderAsync(_ => { });
        await sender.SendAsync(Mail(), CancellationToken.None);

        var mail = await _server!.NextMailAsync();
        mail.From.Mailboxes.Single().ShouldBe(new MailboxAddress("SmartAI", "no-reply@example.org"));
        mail.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
        mail.MessageId.ShouldEndWith("@example.org");
    }

    [Fact]
    public async Task A_refused_recipient_is_a_permanent_failure_that_does_not_name_them()
    {
        var sender = await SenderAsync(_ => { }, "--mode", "refuse");
        var refused = await Should.ThrowAsync<PermanentJobFailure>(() => sender.SendAsync(Mail(), CancellationToken.None));
        refused.Message.ShouldBe("The mail server refuses this recipient (550).");
        refused.ToString().ShouldNotContain(To);
    }

    [Fact]
    public async Task A_greylisted_mail_fails_once_and_is_taken_the_second_time()
    {
        var sender = await SenderAsync(_ => { }, "--mode", "greylist");
        var later = await Should.ThrowAsync<MailNotSentException>(() => sender.SendAsync(Mail(), CancellationToken.None));
        later.ToString().ShouldNotContain(To);

        await sender.SendAsync(Mail(), CancellationToken.None);
        (await ReceivedAsync()).ShouldBe(Mail());
    }

    [Fact]
    public async Task A_connection_cut_before_the_answer_is_tried_again()
    {
        var sender = await SenderAsync(_ => { }, "--mode", "cut");
        await Should.ThrowAsync<MailNotSentException>(() => sender.SendAsync(Mail(), CancellationToken.None));
    }

    [Fact]
    public async Task A_connection_cut_after_the_answer_is_no_failure_because_the_mail_is_there()
    {
        var sender = await SenderAsync(_ => { }, "--mode", "late-cut");
        await sender.SendAsync(Mail(), CancellationToken.None);
        (await ReceivedAsync()).ShouldBe(Mail());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again()
    {
        var sender = await SenderAsync(settings => settings.SmtpPort = 1);
        (await Should.ThrowAsync<MailNotSentException>(() => sender.SendAsync(Mail(), CancellationToken.None))).Message.ShouldContain(
            "cannot be reached"
        );
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Auto)]
    public async Task The_password_goes_over_TLS(SmtpSecurity security)
    {
        var sender = await SenderAsync(
            settings => (settings.SmtpSecurity, settings.SmtpUser, settings.SmtpPassword) = (security, "u", "p"),
            "--user",
            "u",
            "--password",
            "p"
        );
        await sender.SendAsync(Mail(), CancellationToken.None);
        (await _server!.NextAsync("auth")).GetProperty("secure").GetBoolean().ShouldBeTrue();
        (await ReceivedAsync()).ShouldBe(Mail());
    }

    [Fact]
    public async Task A_wrong_password_is_tried_again_because_an_operator_can_mend_it()
    {
        var sender = await SenderAsync(
            settings => (settings.SmtpUser, settings.SmtpPassword) = ("u", "wrong"),
            "--user",
            "u",
            "--password",
            "p"
        );
        (await Should.ThrowAsync<MailNotSentException>(() => sender.SendAsync(Mail(), CancellationToken.None))).Message.ShouldContain(
            "password"
        );
    }

    [Theory]
    [InlineData(SmtpSecurity.Auto)]
    [InlineData(SmtpSecurity.StartTls)]
    public async Task The_password_does_not_follow_where_somebody_hides_STARTTLS(SmtpSecurity security)
    {
        var sender = await SenderAsync(
            settings => (settings.SmtpSecurity, settings.SmtpUser, settings.SmtpPassword) = (security, "u", "p"),
            "--user",
            "u",
            "--password",
            "p",
            "--hide-starttls"
        );
        await Should.ThrowAsync<Exception>(() => sender.SendAsync(Mail(), CancellationToken.None));
        (await _server!.EndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_untrusted_certificate_ends_the_attempt()
    {
        var sender = await SenderAsync(settings => settings.SmtpSecurity = SmtpSecurity.StartTls, trusted: false);
        (await Should.ThrowAsync<MailNotSentException>(() => sender.SendAsync(Mail(), CancellationToken.None))).Message.ShouldContain(
            "certificate"
        );
        (await _server!.EndAsync()).ShouldBeEmpty();
    }

    private Task<IMailSender> SenderAsync(Action<MailSettings> change, params string[] server) =>
        SenderAsync(change, trusted: true, server);

    private async Task<IMailSender> SenderAsync(Action<MailSettings> change, bool trusted, params string[] server)
    {
        _server = await SmtpServer.StartAsync(server);
        var settings = new MailSettings
        {
            From = "SmartAI <no-reply@example.org>",
            SmtpHost = "127.0.0.1",
            SmtpPort = _server.Port,
        };
        change(settings);
        return new SmtpMailSender(settings, TimeProvider.System, NullLogger<SmtpMailSender>.Instance)
        {
            Trust = trusted ? (_, certificate, _, _) => certificate is not null : null,
        };
    }

    private static string Lines(string? text) => text.ShouldNotBeNull().Replace("\r\n", "\n", StringComparison.Ordinal);
}
