using SmartAI.Platform.Mail;
using SmartAI.Platform.Tests.Jobs;

namespace SmartAI.Platform.Tests.Mail;

public sealed class MailboxSenderTests : MailSenderContract, IAsyncLifetime
{
    private readonly List<long> _read = [];
    private TestDatabase _database = null!;
    private MailboxSender _mailbox = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await JobDatabase.CreateAsync();
        _mailbox = new MailboxSender(_database.Source, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private protected override Task<IMailSender> SenderAsync() => Task.FromResult<IMailSender>(_mailbox);

    private protected override async Task<MailMessage> ReceivedAsync()
    {
        var mail = (await _mailbox.ReadAsync(null, CancellationToken.None)).Last(m => !_read.Contains(m.Id));
        _read.Add(mail.Id);
        return new MailMessage(mail.To, mail.Subject, mail.Text, mail.Html);
    }

    private protected override async Task<int> LeftAsync() =>
        (await _mailbox.ReadAsync(null, CancellationToken.None)).Count(m => !_read.Contains(m.Id));

    [Fact]
    public async Task Mails_are_read_newest_first_and_by_recipient_whatever_the_case()
    {
        foreach (var (to, subject) in (IEnumerable<(string, string)>)[(To, "first"), ("bob@example.org", "other"), (To, "second")])
            await _mailbox.SendAsync(Mail(to, subject), CancellationToken.None);

        (await _mailbox.ReadAsync("ADA@example.org", CancellationToken.None)).Select(m => m.Subject).ShouldBe(["second", "first"]);
        (await _mailbox.ReadAsync(null, CancellationToken.None)).Select(m => m.Subject).ShouldBe(["second", "other", "first"]);
        (await _mailbox.ReadAsync("nobody@example.org", CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_mailbox_keeps_the_newest_thousand_and_shows_two_hundred()
    {
        await _database.RunAsync(
            "insert into platform.development_mails (recipient, subject, text, html, sent_at) select 'a@b.c', n::text, '', '', now() from generate_series(1, 1500) n"
        );
        await _mailbox.SendAsync(Mail(subject: "last"), CancellationToken.None);

        (await _database.ReadAsync<long>("select count(*) from platform.development_mails")).ShouldBe(1_000);
        var shown = await _mailbox.ReadAsync(null, CancellationToken.None);
        shown.Count.ShouldBe(200);
        shown[0].Subject.ShouldBe("last");
        shown[^1].Subject.ShouldBe("1302");
    }
}
