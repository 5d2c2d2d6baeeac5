using MimeKit;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Tests;

public sealed class EmailTests(SmtpFixture platform) : IClassFixture<SmtpFixture>
{
    private const string Preferences = "/api/v1/notifications/preferences";

    [Fact]
    public async Task A_mail_can_be_turned_off_by_one_click_and_looking_at_the_link_changes_nothing()
    {
        var (person, browser) = await WithMailAsync("normal-ada@example.org");
        await platform.RaiseJoinedAsync(person.Id);

        var mail = await platform.Smtp.NextMailAsync(to: person.Email);
        mail.To.Mailboxes.Single().Address.ShouldBe(person.Email);
        mail.Subject.ShouldBe("Grace joined");
        mail.TextBody!.ShouldContain($"Hello {person.Name},");
        mail.HtmlBody!.ShouldContain("Grace confirmed their address");
        mail.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        var link = new Uri(mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')).PathAndQuery;

        (await platform.Anonymous().GetAsync(link)).ShouldBe(200).Json.GetProperty("isOff").GetBoolean().ShouldBeFalse();
        (await platform.Anonymous().GetAsync(link, ("Accept", "text/html")))
            .ShouldBe(302)
            .Header("Location")!
            .ShouldStartWith("/unsubscribe?token=");
        (await ChoiceAsync(browser)).ShouldBe("now");
        (await platform.Anonymous().SendAsync(HttpMethod.Post, link, OneClick())).ShouldBe(200);
        (await ChoiceAsync(browser)).ShouldBe("off");
        (await platform.Anonymous().SendAsync(HttpMethod.Post, link, OneClick())).ShouldBe(200);

        await platform.RaiseJoinedAsync(person.Id, "Alan");
        await BellAsync(browser, 2);
        var listed = (await (await platform.OperatorAsync()).GetAsync($"/api/v1/deliveries?userId={person.Id}")).Items;
        listed.ShouldHaveSingleItem().GetProperty("recipientName").GetString().ShouldBe(person.Name);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_link_that_is_not_ours_turns_nothing_off(string token)
    {
        (await platform.Anonymous().SendAsync(HttpMethod.Post, $"/api/v1/notifications/unsubscribe?token={token}", OneClick())).ShouldFail(
            400,
            "notifications.link_invalid"
        );
        (await platform.Anonymous().GetAsync($"/api/v1/notifications/unsubscribe?token={token}")).ShouldFail(
            400,
            "notifications.link_invalid"
        );
    }

    [Fact]
    public async Task A_mail_about_the_account_has_no_link_to_turn_it_off()
    {
        var person = await platform.PersonAsync(email: "normal-sec@example.org");
        await platform.RaiseAsync(Situations.Locked, NotificationTo.Person(person.Id), ("time", platform.Clock.GetUtcNow()));

        var mail = await platform.Smtp.NextMailAsync(to: person.Email);
        mail.Headers.Contains(HeaderId.ListUnsubscribe).ShouldBeFalse();
        mail.TextBody!.ShouldNotContain("unsubscribe");
        mail.TextBody!.ShouldContain("(UTC)");
    }

    [Fact]
    public async Task A_refused_address_is_marked_shown_and_sent_nothing_until_an_operator_lets_it()
    {
        var (person, _) = await WithMailAsync("refuse-ada@example.org");
        var by = await platform.OperatorAsync();
        await platform.RaiseJoinedAsync(person.Id);
        var dead = await by.DeliveryAsync($"userId={person.Id}", "dead");
        dead.GetProperty("reason").GetString().ShouldBe("The mail server refuses this recipient (550).");
        dead.GetProperty("attempts").GetInt32().ShouldBe(1);

        await platform.RaiseJoinedAsync(person.Id);
        await by.DeliveryAsync($"userId={person.Id}", "skipped");
        platform.Smtp.LeftFor(person.Email).ShouldBe(["refused"]);
        (await by.PostAsync($"/api/v1/deliveries/{dead.GetProperty("id").GetGuid()}/resend")).ShouldFail(
            409,
            "notifications.address_refuses"
        );

        var marked = (await by.GetAsync("/api/v1/deliveries/refused-addresses")).Items.Single(a =>
            a.GetProperty("userId").GetGuid() == person.Id
        );
        marked.GetProperty("address").GetString().ShouldBe(person.Email);
        (await by.DeleteAsync($"/api/v1/deliveries/refused-addresses/{marked.GetProperty("id").GetGuid()}")).ShouldBe(204);
        (await by.PostAsync($"/api/v1/deliveries/{dead.GetProperty("id").GetGuid()}/resend")).ShouldBe(200);
        await platform.Smtp.NextAsync("refused");
    }

    [Fact]
    public async Task A_greylisted_mail_arrives_once_with_both_attempts_in_the_ledger()
    {
        var (person, _) = await WithMailAsync("greylist-ada@example.org");
        await platform.RaiseJoinedAsync(person.Id);
        var by = await platform.OperatorAsync();

        var delivered = await by.DeliveryAsync($"userId={person.Id}", "delivered");
        platform.Smtp.LeftFor(person.Email).ShouldBe(["greylisted", "mail"]);
        var attempts = (await by.GetAsync($"/api/v1/deliveries/{delivered.GetProperty("id").GetGuid()}")).Json.GetProperty("attempts");
        attempts.EnumerateArray().Select(a => a.GetProperty("outcome").GetString()).ShouldBe(["delivered", "failed"]);
        attempts[1].GetProperty("reason").GetString()!.ShouldContain("451");
    }

    [Fact]
    public async Task A_mail_whose_answer_was_cut_off_is_uncertain_and_sent_again_only_by_an_operator_under_the_same_id()
    {
        var (person, _) = await WithMailAsync("cut-ada@example.org");
        await platform.RaiseJoinedAsync(person.Id);
        var by = await platform.OperatorAsync();
        var uncertain = await by.DeliveryAsync($"userId={person.Id}", "uncertain");
        var first = await platform.Smtp.NextMailAsync("cut", person.Email);

        // Whatever else is due has had its turn once a later event is through.
        await platform.RaiseJoinedAsync(person.Id);
        await Eventually.TrueAsync(
            async () => (await by.GetAsync($"/api/v1/deliveries?userId={person.Id}&status=uncertain")).Items.Count == 2,
            "the second is uncertain too"
        );
        platform.Smtp.LeftFor(person.Email).ShouldBe(["cut"]);

        (await by.PostAsync($"/api/v1/deliveries/{uncertain.GetProperty("id").GetGuid()}/resend")).ShouldBe(200);
        (await platform.Smtp.NextMailAsync("cut", person.Email)).MessageId.ShouldBe(first.MessageId);
    }

    [Fact]
    public async Task A_slow_mail_server_is_waited_for_and_the_ledger_knows_how_long()
    {
        var (person, _) = await WithMailAsync("slow-ada@example.org");
        await platform.RaiseJoinedAsync(person.Id);
        var delivered = await (await platform.OperatorAsync()).DeliveryAsync($"userId={person.Id}", "delivered");
        delivered.GetProperty("latencyMs").GetInt32().ShouldBeGreaterThan(2500);
    }

    [Fact]
    public async Task A_worker_that_died_while_it_sent_a_mail_leaves_it_uncertain()
    {
        var (person, _) = await WithMailAsync("normal-killed@example.org");
        var by = await platform.OperatorAsync();
        await platform.RaiseJoinedAsync(person.Id);
        var delivery = (await by.DeliveryAsync($"userId={person.Id}", "delivered")).GetProperty("id").GetGuid();
        await platform.Smtp.NextMailAsync(to: person.Email);

        await platform.DiedWhileSendingAsync(delivery);

        (await by.DeliveryAsync($"userId={person.Id}", "uncertain"))
            .GetProperty("reason")
            .GetString()!
            .ShouldContain("stopped during an attempt");
        platform.Smtp.LeftFor(person.Email).ShouldBeEmpty();
    }

    private async Task<(Person, Browser)> WithMailAsync(string email)
    {
        var person = await platform.PersonAsync(email: email);
        var browser = await platform.SignInAsync(person);
        (await browser.ChooseMailAsync()).ShouldBe(200);
        return (person, browser);
    }

    private static async Task<string?> ChoiceAsync(Browser browser) =>
        (await browser.GetAsync(Preferences))
            .Json.GetProperty("kinds")
            .EnumerateArray()
            .Single(k => k.GetProperty("name").GetString() == Situations.Joined)
            .GetProperty("channels")
            .EnumerateArray()
            .Single(c => c.GetProperty("channel").GetString() == "email")
            .GetProperty("choice")
            .GetString();

    private static Task BellAsync(Browser browser, int count) =>
        Eventually.TrueAsync(async () => (await browser.GetAsync("/api/v1/notifications")).Items.Count == count, $"{count} in the bell");

    private static FormUrlEncodedContent OneClick() => new([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
}
