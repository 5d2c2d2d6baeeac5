using SmartAI.Platform.Jobs;
using SmartAI.Platform.Mail;

namespace SmartAI.Platform.Tests.Mail;

/// <summary>What every <see cref="IMailSender"/> promises. A new implementation derives from it and says how its mails are read.</summary>
public abstract class MailSenderContract
{
    private protected const string To = "ada@example.org";

    /// <summary>The sender under test, on a place of its own without mails.</summary>
    private protected abstract Task<IMailSender> SenderAsync();

    /// <summary>The next mail that arrived.</summary>
    private protected abstract Task<MailMessage> ReceivedAsync();

    /// <summary>How many mails arrived that were not read.</summary>
    private protected abstract Task<int> LeftAsync();

    private protected static MailMessage Mail(
        string to = To,
        string subject = "Vérifiez votre adresse ✓",
        string text = "Bonjour Ada, ñ ü 日本\n"
    ) => new(to, subject, text, "<p lang=\"fr\">Bonjour <b>Ada</b>, ñ ü 日本</p>\n");

    [Fact]
    public async Task A_mail_arrives_with_both_forms_and_its_accents()
    {
        var sender = await SenderAsync();
        await sender.SendAsync(Mail(), TestContext.Current.CancellationToken);
        (await ReceivedAsync()).ShouldBe(Mail());
        (await LeftAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Long_lines_and_lines_with_a_dot_arrive_whole()
    {
        var sender = await SenderAsync();
        var text = string.Join('\n', ".", "..", new string('é', 3_000), "From here", "");
        await sender.SendAsync(Mail(text: text), TestContext.Current.CancellationToken);
        (await ReceivedAsync()).Text.ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("ada@example.org, bob@example.org")]
    [InlineData("ada@example.org\r\nRCPT TO:<bob@example.org>")]
    [InlineData(" ada@example.org")]
    public async Task An_address_that_is_not_one_bare_address_is_refused_for_good(string to)
    {
        var sender = await SenderAsync();
        var refused = await Should.ThrowAsync<PermanentJobFailure>(() => sender.SendAsync(Mail(to: to), CancellationToken.None));
        refused.Message.ShouldNotContain("ada");
        (await LeftAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Hello\r\nBcc: bob@example.org")]
    [InlineData("Hello\0")]
    public async Task A_subject_that_is_not_one_line_is_refused_for_good(string subject)
    {
        var sender = await SenderAsync();
        await Should.ThrowAsync<PermanentJobFailure>(() => sender.SendAsync(Mail(subject: subject), CancellationToken.None));
        (await LeftAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_text_with_NUL_is_refused_for_good()
    {
        var sender = await SenderAsync();
        await Should.ThrowAsync<PermanentJobFailure>(() => sender.SendAsync(Mail(text: "a\0b"), CancellationToken.None));
        (await LeftAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_is_sent_once_the_caller_has_given_up()
    {
        var sender = await SenderAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => sender.SendAsync(Mail(), new CancellationToken(canceled: true)));
        (await LeftAsync()).ShouldBe(0);
    }
}
