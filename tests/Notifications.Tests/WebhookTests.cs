using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Tests;

/// <summary>An installation that may send webhooks to loopback.</summary>
public sealed class WebhookFixture : ImpatientFixture, IAsyncLifetime
{
    internal WebhookReceiver Receiver { get; private set; } = null!;

    protected override void Configure(Dictionary<string, string?> settings)
    {
        base.Configure(settings);
        settings["Notifications:AllowedNetworks"] = "127.0.0.1";
        settings["Notifications:WebhookTimeout"] = "00:00:00.5";
    }

    public new async ValueTask InitializeAsync()
    {
        Receiver = await WebhookReceiver.StartAsync();
        await base.InitializeAsync();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}

public sealed class WebhookTests(WebhookFixture platform) : IClassFixture<WebhookFixture>
{
    private const string Webhooks = "/api/v1/webhooks";

    private WebhookReceiver Receiver => platform.Receiver;

    [Fact]
    public async Task An_event_arrives_signed_as_Standard_Webhooks_has_it()
    {
        var by = await platform.OperatorAsync();
        var (_, secret) = await MakeAsync(by, "/signed");
        var person = await platform.PersonAsync();
        await platform.RaiseJoinedAsync(person.Id);

        var received = (await Receiver.UntilAsync("/signed", 1))[0];
        received.Signatures.ShouldBe([Sign(secret, received)]);
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(received.Headers["webhook-timestamp"], null));
        sent.ShouldBeInRange(platform.Clock.GetUtcNow().AddMinutes(-1), platform.Clock.GetUtcNow().AddSeconds(1));
        var body = JsonDocument.Parse(received.Body).RootElement;
        body.GetProperty("type").GetString().ShouldBe("identity.person_joined");
        body.GetProperty("data").GetProperty("people")[0].GetGuid().ShouldBe(person.Id);
        body.GetProperty("data").GetProperty("title").GetString().ShouldBe("Grace joined");
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_until_the_overlap_ends()
    {
        var by = await platform.OperatorAsync();
        var (id, old) = await MakeAsync(by, "/rotated");
        var @new = (await by.PostAsync($"{Webhooks}/{id}/secret")).ShouldBe(200).Text("secret");

        (await by.PostAsync($"{Webhooks}/{id}/test")).ShouldBe(202);
        var during = (await Receiver.UntilAsync("/rotated", 1))[0];
        during.Signatures.ShouldBe([Sign(@new, during), Sign(old, during)]);

        platform.Clock.Advance(TimeSpan.FromHours(25));
        var again = await platform.OperatorAsync();
        (await again.PostAsync($"{Webhooks}/{id}/test")).ShouldBe(202);
        var after = (await Receiver.UntilAsync("/rotated", 2))[1];
        after.Signatures.ShouldBe([Sign(@new, after)]);
    }

    [Fact]
    public async Task A_failed_attempt_is_made_again_and_a_replay_too_under_the_same_id()
    {
        var by = await platform.OperatorAsync();
        var (id, _) = await MakeAsync(by, "/once");
        (await by.PostAsync($"{Webhooks}/{id}/test")).ShouldBe(202);
        var delivered = await by.DeliveryAsync($"webhookId={id}", "delivered");
        delivered.GetProperty("attempts").GetInt32().ShouldBe(2);

        (await by.PostAsync($"/api/v1/deliveries/{delivered.GetProperty("id").GetGuid()}/resend")).ShouldBe(200);

        var received = await Receiver.UntilAsync("/once", 3);
        received.Select(r => r.Id).Distinct().ShouldHaveSingleItem();
        received.Select(r => Convert.ToBase64String(r.Body)).Distinct().ShouldHaveSingleItem();
        (
            await by.GetAsync($"/api/v1/audit?action=notifications.delivery.resent&targetId={delivered.GetProperty("id").GetGuid()}")
        ).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_worker_that_died_while_it_sent_a_webhook_leaves_one_that_the_receiver_knows_by_its_id()
    {
        var by = await platform.OperatorAsync();
        var (id, _) = await MakeAsync(by, "/killed");
        (await by.PostAsync($"{Webhooks}/{id}/test")).ShouldBe(202);
        var delivery = (await by.DeliveryAsync($"webhookId={id}", "delivered")).GetProperty("id").GetGuid();

        await platform.DiedWhileSendingAsync(delivery);

        (await Receiver.UntilAsync("/killed", 2)).Select(r => r.Id).Distinct().ShouldHaveSingleItem();
        await by.DeliveryAsync($"webhookId={id}", "delivered");
    }

    [Theory]
    [InlineData("/late", "The webhook did not answer in time.")]
    [InlineData("/redirect", "The webhook answered 302; redirects are not followed.")]
    [InlineData("/cut", "The connection to the webhook ended before its answer.")]
    public async Task A_webhook_that_does_not_take_it_is_tried_until_it_is_dead_and_operators_are_told(string path, string reason)
    {
        var by = await platform.OperatorAsync();
        var (id, _) = await MakeAsync(by, path);
        (await by.PostAsync($"{Webhooks}/{id}/test")).ShouldBe(202);

        var dead = await by.DeliveryAsync($"webhookId={id}", "dead");
        dead.GetProperty("attempts").GetInt32().ShouldBe(12);
        dead.GetProperty("reason").GetString().ShouldBe(reason);
        Receiver.At("/inside").ShouldBeEmpty();
        await Eventually.TrueAsync(
            async () => (await by.GetAsync("/api/v1/notifications?kind=notifications.webhook_dead")).Items.Count > 0,
            "the operator's bell"
        );
    }

    [Fact]
    public async Task An_answer_of_a_gigabyte_is_not_read()
    {
        var by = await platform.OperatorAsync();
        var (id, _) = await MakeAsync(by, "/endless");
        (await by.PostAsync($"{Webhooks}/{id}/test")).ShouldBe(202);

        (await by.DeliveryAsync($"webhookId={id}", "delivered")).GetProperty("latencyMs").GetInt32().ShouldBeLessThan(500);
        Receiver.Written.ShouldBeLessThan(64L << 20);
    }

    [Fact]
    public async Task A_receiver_that_never_answers_takes_nothing_from_the_others()
    {
        var by = await platform.OperatorAsync();
        var (slow, _) = await MakeAsync(by, "/late-for-many");
        var (quick, _) = await MakeAsync(by, "/quick");
        for (var sent = 0; sent < 30; sent++)
            (await by.PostAsync($"{Webhooks}/{slow}/test")).ShouldBe(202);
        (await by.PostAsync($"{Webhooks}/{quick}/test")).ShouldBe(202);
        var person = await platform.PersonAsync();
        await platform.RaiseAsync(Situations.Locked, NotificationTo.Person(person.Id), ("time", platform.Clock.GetUtcNow()));

        await Receiver.UntilAsync("/quick", 1);
        await platform.MailsAsync(person.Email);
        // Without places of its own it would have been called thirty times before the other was once.
        Receiver.At("/late-for-many").Count.ShouldBeLessThan(15);
        (await by.DeleteAsync($"{Webhooks}/{slow}")).ShouldBe(204);
    }

    [Fact]
    public async Task A_webhook_is_told_in_its_language()
    {
        var by = await platform.OperatorAsync();
        var (id, _) = await MakeAsync(by, "/spoken");
        var webhook = (await by.GetAsync($"{Webhooks}/{id}")).ShouldBe(200);
        webhook.Text("language").ShouldBe("en");
        (await by.PatchAsync($"{Webhooks}/{id}", new { language = "de" }, webhook.ETag)).ShouldFail(400, "request.wrong_type");
        (await by.PatchAsync($"{Webhooks}/{id}", new { language = "fr" }, webhook.ETag)).ShouldBe(200).Text("language").ShouldBe("fr");
        (await by.PostAsync($"{Webhooks}/{id}/test")).ShouldBe(202);

        var data = JsonDocument.Parse((await Receiver.UntilAsync("/spoken", 1))[0].Body).RootElement.GetProperty("data");
        data.GetProperty("language").GetString().ShouldBe("fr");
        data.GetProperty("title").GetString().ShouldBe("Un test de SmartAIPlatForm");
    }

    [Fact]
    public async Task Without_a_language_of_its_own_a_webhook_has_that_of_who_made_it()
    {
        var by = await platform.OperatorAsync();
        (await by.PatchAsync("/api/v1/me", new { language = "es" }, (await by.GetAsync("/api/v1/me")).ETag)).ShouldBe(200);
        var made = (await PostAsync(by, "/slack-spoken", "slack", "identity.roles_changed")).ShouldBe(201).Json.GetProperty("webhook");
        made.GetProperty("language").GetString().ShouldBe("es");
        (await by.PostAsync($"{Webhooks}/{made.GetProperty("id").GetGuid()}/test")).ShouldBe(202);

        var received = (await Receiver.UntilAsync("/slack-spoken", 1))[0];
        JsonDocument.Parse(received.Body).RootElement.GetProperty("text").GetString()!.ShouldStartWith("*Una prueba de SmartAIPlatForm*");
    }

    [Fact]
    public async Task A_webhook_that_is_gone_is_not_tried_again()
    {
        var by = await platform.OperatorAsync();
        var (id, _) = await MakeAsync(by, "/gone");
        (await by.PostAsync($"{Webhooks}/{id}/test")).ShouldBe(202);
        (await by.DeliveryAsync($"webhookId={id}", "dead")).GetProperty("attempts").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_Slack_webhook_gets_a_text_that_nobodys_name_can_turn_into_a_link()
    {
        var by = await platform.OperatorAsync();
        var (id, secret) = await MakeAsync(by, "/slack-T0/secret", "slack");
        secret.ShouldBeEmpty();
        (await by.PostAsync($"{Webhooks}/{id}/secret")).ShouldFail(409, "notifications.no_secret");
        await platform.RaiseJoinedAsync((await platform.PersonAsync()).Id, "<!channel>");

        var received = (await Receiver.UntilAsync("/slack-T0/secret", 1))[0];
        JsonDocument.Parse(received.Body).RootElement.GetProperty("text").GetString()!.ShouldStartWith("*&lt;!channel&gt; joined*\n");
        received.Headers.ContainsKey("webhook-signature").ShouldBeFalse();
    }

    [Fact]
    public async Task Secrets_are_shown_once_and_kept_nowhere_in_the_open()
    {
        var by = await platform.OperatorAsync();
        var (id, secret) = await MakeAsync(by, "/hidden-path");
        var rotated = (await by.PostAsync($"{Webhooks}/{id}/secret")).ShouldBe(200).Text("secret");

        var shown =
            (await by.GetAsync(Webhooks)).Body
            + (await by.GetAsync($"{Webhooks}/{id}")).Body
            + (await by.GetAsync($"/api/v1/audit?targetId={id}")).Body;
        var stored = await platform.Database.ReadAsync<string>("select string_agg(w::text, '') from notifications.webhooks w");
        var trail = await platform.Database.ReadAsync<string>("select string_agg(e::text, '') from platform.audit_entries e");
        foreach (var hidden in (string[])[secret, secret[6..], rotated, rotated[6..], "hidden-path"])
        {
            shown.ShouldNotContain(hidden);
            stored!.ShouldNotContain(hidden);
            trail!.ShouldNotContain(hidden);
            platform.Node.Log.Text.ShouldNotContain(hidden);
        }
        shown.ShouldContain("notifications.webhook.secret_rotated");
    }

    [Fact]
    public async Task A_webhook_is_changed_turned_off_and_deleted_and_what_is_on_its_way_stays()
    {
        var by = await platform.OperatorAsync();
        var (id, _) = await MakeAsync(by, "/off");
        var webhook = await by.GetAsync($"{Webhooks}/{id}");
        (await by.PatchAsync($"{Webhooks}/{id}", new { isEnabled = false }, webhook.ETag)).ShouldBe(200);
        (await by.PatchAsync($"{Webhooks}/{id}", new { name = "x" }, webhook.ETag)).ShouldFail(412, "request.stale");
        (await by.PostAsync($"{Webhooks}/{id}/test")).ShouldBe(202);
        var skipped = await by.DeliveryAsync($"webhookId={id}", "skipped");
        skipped.GetProperty("reason").GetString().ShouldBe("The webhook is turned off.");
        skipped.GetProperty("recipientName").GetString().ShouldBe("Test");
        (await by.DeleteAsync($"{Webhooks}/{id}")).ShouldBe(204);
        (await by.DeliveryAsync($"webhookId={id}", "skipped")).GetProperty("recipientName").GetString().ShouldBeNull();
        (await by.GetAsync($"{Webhooks}/{id}")).ShouldFail(404, "notifications.webhook_not_found");
        Receiver.At("/off").ShouldBeEmpty();
    }

    [Fact]
    public async Task Kinds_narrow_what_a_webhook_is_told()
    {
        var by = await platform.OperatorAsync();
        (await PostAsync(by, "/narrow", "standard", "nobody.knows")).ShouldRefuseField("/kinds/0", "notifications.unknown_kind");
        (await PostAsync(by, "/narrow", "standard", Situations.Locked)).ShouldBe(201);
        var person = await platform.PersonAsync();
        await platform.RaiseJoinedAsync(person.Id);
        await platform.RaiseAsync(Situations.Locked, NotificationTo.Person(person.Id), ("time", platform.Clock.GetUtcNow()));

        var received = await Receiver.UntilAsync("/narrow", 1);
        await by.DeliveryAsync($"userId={person.Id}&kind={Situations.Locked}", "delivered");
        JsonDocument.Parse(received.ShouldHaveSingleItem().Body).RootElement.GetProperty("type").GetString().ShouldBe(Situations.Locked);
    }

    private async Task<(Guid Id, string Secret)> MakeAsync(Browser by, string path, string format = "standard")
    {
        // Of a kind that no other test raises, unless it is the one that is looked at.
        string[] kinds = path is "/signed" or "/slack-T0/secret" ? [Situations.Joined] : ["identity.roles_changed"];
        var made = (await PostAsync(by, path, format, kinds)).ShouldBe(201).Json;
        return (made.GetProperty("webhook").GetProperty("id").GetGuid(), made.GetProperty("secret").GetString() ?? "");
    }

    private Task<Answer> PostAsync(Browser by, string path, string format, params string[] kinds) =>
        by.PostAsync(
            Webhooks,
            new
            {
                name = "Test",
                url = Receiver.Origin + path,
                format,
                kinds,
            }
        );

    /// <summary>By the specification, and by none of our code.</summary>
    private static string Sign(string secret, WebhookReceiver.Received received)
    {
        var content = $"{received.Id}.{received.Headers["webhook-timestamp"]}.{Encoding.UTF8.GetString(received.Body)}";
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        return "v1," + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(content)));
    }
}
