using System.Globalization;

namespace SmartAI.Server.Tests;

/// <summary>The line of <c>smartai doctor</c> about the mail server, which it asks as the mails will: with the same security and the same account.</summary>
public sealed class DoctorMailTests
{
    private const string Secret = "secret-of-the-mail-account";

    [Fact]
    public async Task A_server_without_TLS_is_asked_without_it_where_the_settings_say_so()
    {
        await using var server = await SmtpServer.StartAsync();

        var output = await DoctorAsync(server, ("SMARTAI_MAIL__SMTPSECURITY", "none"));

        output.ShouldContain("ok   mail");
    }

    [Fact]
    public async Task A_server_that_offers_no_TLS_is_named_before_the_first_mail_fails()
    {
        await using var server = await SmtpServer.StartAsync("--hide-starttls");

        var output = await DoctorAsync(server, ("SMARTAI_MAIL__SMTPSECURITY", "starttls"));

        output.ShouldContain("FAIL mail");
        output.ShouldContain("SMARTAI_MAIL__SMTPSECURITY");
    }

    [Fact]
    public async Task A_password_is_not_sent_without_TLS_and_not_shown()
    {
        await using var server = await SmtpServer.StartAsync("--hide-starttls", "--user", "smartai", "--password", Secret);

        var output = await DoctorAsync(server, ("SMARTAI_MAIL__SMTPUSER", "smartai"), ("SMARTAI_MAIL__SMTPPASSWORD", Secret));

        output.ShouldContain("FAIL mail");
        output.ShouldContain("so the password is not sent");
        output.ShouldNotContain(Secret);
    }

    private static async Task<string> DoctorAsync(SmtpServer server, params (string, string)[] settings)
    {
        var (code, output, error) = await Smartai.RunAsync(
            ["doctor"],
            null,
            [
                ("SMARTAI_DATABASE", "Host=127.0.0.1;Port=1;Username=nobody;Timeout=3"),
                ("SMARTAI_SECRETS__MASTER_KEY", "0123456789abcdef0123456789abcdef"),
                ("SMARTAI_PORT", "0"),
                ("SMARTAI_MAIL__SMTPHOST", "127.0.0.1"),
                ("SMARTAI_MAIL__SMTPPORT", server.Port.ToString(CultureInfo.InvariantCulture)),
                ("SMARTAI_MAIL__FROM", "smartai@example.org"),
                .. settings,
            ]
        );
        // There is no database.
        code.ShouldBe(1);
        (output + error).ShouldNotContain("   at ");
        return output;
    }
}
