using MimeKit;

namespace SmartAI.Notifications.Tests;

/// <summary>Mails that the next server took and that came back later, reported by the mail server that receives for the sender's address.</summary>
public sealed class BounceTests(SmtpFixture platform) : IClassFixture<SmtpFixture>
{
    private const string Bounces = "/api/v1/deliveries/bounces";

    [Fact]
    public async Task A_mail_that_came_back_is_given_up_and_its_address_is_marked_once()
    {
        var (person, mail, by) = await SentAsync("normal-gone@example.org");
        var server = await platform.SignedInAsync("notifications.bounces.report");
        var report = Report(mail, person.Email, "failed", "5.1.1 (bad destination mailbox address)");

        var answer = (await server.PostAsync(Bounces, new { message = report })).ShouldBe(200);
        answer.Json.GetProperty("addressMarked").GetBoolean().ShouldBeTrue();
        (await server.PostAsync(Bounces, new { message = report })).ShouldBe(200);

        var dead = await by.DeliveryAsync($"userId={person.Id}", "dead");
        dead.GetProperty("id").GetString().ShouldBe(answer.Text("deliveryId"));
        dead.GetProperty("reason").GetString().ShouldBe("The mail came back (5.1.1).");
        (await MarkedAsync(by)).Count(address => address == person.Email).ShouldBe(1);
        await platform.RaiseJoinedAsync(person.Id);
        await by.DeliveryAsync($"userId={person.Id}", "skipped");
    }

    [Fact]
    public async Task A_full_mailbox_gives_the_mail_up_and_not_the_address_and_a_late_mail_is_still_delivered()
    {
        var (person, mail, by) = await SentAsync("normal-full@example.org");
        (await by.PostAsync(Bounces, new { message = Report(mail, person.Email, "delayed", "4.2.2") })).ShouldBe(200);
        await by.DeliveryAsync($"userId={person.Id}", "delivered");

        var answer = (await by.PostAsync(Bounces, new { message = Report(mail, person.Email, "failed", "5.2.2") })).ShouldBe(200);

        answer.Json.GetProperty("addressMarked").GetBoolean().ShouldBeFalse();
        await by.DeliveryAsync($"userId={person.Id}", "dead");
        (await MarkedAsync(by)).ShouldNotContain(person.Email);
    }

    [Fact]
    public async Task A_report_about_a_mail_of_others_or_another_address_changes_nothing()
    {
        var (person, mail, by) = await SentAsync("normal-kept@example.org");
        var others = new MimeMessage { MessageId = "notification.0197a3c45b1e7c3d9f2a1d4e6b8c0a57@example.org" };
        foreach (
            var report in (string[])
                [
                    Report(mail, "somebody-else@example.org", "failed", "5.1.1"),
                    Report(others, person.Email, "failed", "5.1.1"),
                    Report(new MimeMessage { MessageId = "x@example.org" }, person.Email, "failed", "5.1.1"),
                    Report(mail, person.Email, "failed", "<script>"),
                ]
        )
        {
            var answer = (await by.PostAsync(Bounces, new { message = report })).ShouldBe(200);
            answer.Json.GetProperty("addressMarked").GetBoolean().ShouldBeFalse(report);
        }

        await by.DeliveryAsync($"userId={person.Id}", "delivered");
        (await MarkedAsync(by)).ShouldNotContain(person.Email);
    }

    [Theory]
    [InlineData("Hello")]
    [InlineData("Subject: Out of office\r\n\r\nI am away.")]
    [InlineData("Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\n\r\nno status\r\n--x--")]
    public async Task What_is_no_report_is_refused(string message)
    {
        var by = await ReporterAsync();
        (await by.PostAsync(Bounces, new { message })).ShouldFail(422, "notifications.not_a_bounce");
    }

    private Task<Browser> ReporterAsync() =>
        platform.SignedInAsync("notifications.bounces.report", "notifications.deliveries.read", "notifications.deliveries.resend");

    private async Task<(Person Person, MimeMessage Mail, Browser By)> SentAsync(string email)
    {
        var person = await platform.PersonAsync(email: email);
        var browser = await platform.SignInAsync(person);
        (await browser.ChooseMailAsync()).ShouldBe(200);
        await platform.RaiseJoinedAsync(person.Id);
        var mail = await platform.Smtp.NextMailAsync(to: person.Email);
        var by = await ReporterAsync();
        await by.DeliveryAsync($"userId={person.Id}", "delivered");
        return (person, mail, by);
    }

    private static async Task<IReadOnlyList<string?>> MarkedAsync(Browser by) =>
        [
            .. (await by.GetAsync("/api/v1/deliveries/refused-addresses"))
                .ShouldBe(200)
                .Items.Select(a => a.GetProperty("address").GetString()),
        ];

    /// <summary>As RFC 3464 has it: words for people, the fields for programs, and what came back.</summary>
    private static string Report(MimeMessage about, string recipient, string action, string status)
    {
        var fields = new MessageDeliveryStatus();
        fields.StatusGroups.Add(new HeaderList { { "Reporting-MTA", "dns; mx.example.org" } });
        fields.StatusGroups.Add(
            new HeaderList
            {
                { "Final-Recipient", $"rfc822; {recipient}" },
                { "Action", action },
                { "Status", status },
                { "Diagnostic-Code", "smtp; 550 No such user here" },
            }
        );
        var report = new MultipartReport("delivery-status")
        {
            new TextPart("plain") { Text = "I'm sorry to have to inform you that your message could not be delivered." },
            fields,
            new MessagePart { Message = about },
        };
        using var text = new MemoryStream();
        new MimeMessage { Subject = "Undelivered Mail Returned to Sender", Body = report }.WriteTo(text);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }
}
