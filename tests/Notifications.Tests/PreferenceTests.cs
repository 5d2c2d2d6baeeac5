using SmartAI.Platform.Notifications;

namespace SmartAI.Notifications.Tests;

public sealed class PreferenceTests(ImpatientFixture platform) : IClassFixture<ImpatientFixture>
{
    private const string Preferences = "/api/v1/notifications/preferences";

    [Fact]
    public async Task What_protects_the_account_cannot_be_turned_off_and_nothing_of_a_refused_change_is_kept()
    {
        var browser = await platform.SignedInAsync();
        foreach (var (choice, channel) in (IEnumerable<(string, string)>)[("off", "email"), ("digest", "email"), ("off", "in-app")])
            (
                await browser.ChooseAsync(
                    new
                    {
                        quietFrom = "22:00",
                        quietTo = "07:00",
                        digestAt = "08:00",
                        choices = new[]
                        {
                            new
                            {
                                kind = Situations.Locked,
                                channel,
                                choice,
                            },
                        },
                    }
                )
            ).ShouldRefuseField("/choices/0/choice", "notifications.kind_mandatory");
        (await browser.GetAsync(Preferences)).Json.GetProperty("quietFrom").GetString().ShouldBeNull();
    }

    [Theory]
    [InlineData("nobody.knows", "email", "now", "/choices/0/kind", "notifications.unknown_kind")]
    [InlineData(Situations.Joined, "pigeon", "now", "/choices/0/channel", "notifications.unknown_channel")]
    [InlineData(Situations.Joined, "in-app", "digest", "/choices/0/choice", "notifications.digest_not_possible")]
    [InlineData(Situations.Joined, "email", "digest", "/digestAt", "notifications.digest_time_missing")]
    public async Task A_choice_that_makes_no_sense_is_refused_on_its_field(
        string kind,
        string channel,
        string choice,
        string field,
        string code
    )
    {
        var browser = await platform.SignedInAsync();
        (
            await browser.ChooseAsync(
                new
                {
                    choices = new[]
                    {
                        new
                        {
                            kind,
                            channel,
                            choice,
                        },
                    },
                }
            )
        ).ShouldRefuseField(field, code);
    }

    [Theory]
    [InlineData("22:00", null)]
    [InlineData("22:00", "22:00")]
    public async Task Quiet_hours_need_two_ends(string from, string? to)
    {
        var browser = await platform.SignedInAsync();
        (
            await browser.ChooseAsync(
                new
                {
                    quietFrom = from,
                    quietTo = to,
                    choices = Array.Empty<object>(),
                }
            )
        ).ShouldRefuseField("/quietTo", "notifications.quiet_hours_empty");
        (
            await browser.ChooseAsync(
                new
                {
                    quietFrom = "25:00",
                    quietTo = "07:00",
                    choices = Array.Empty<object>(),
                }
            )
        ).ShouldRefuseField("/quietFrom", "validation.pattern");
    }

    [Fact]
    public async Task A_stale_change_is_refused_and_each_change_is_in_the_trail()
    {
        var browser = await platform.SignedInAsync("audit.entries.read");
        var first = (await browser.ChooseMailAsync()).ShouldBe(200);
        (await browser.ChooseMailAsync("off")).ShouldBe(200);

        var stale = await browser.SendAsync(
            HttpMethod.Put,
            Preferences,
            System.Net.Http.Json.JsonContent.Create(new { choices = Array.Empty<object>() }),
            ("If-Match", first.ETag)
        );

        stale.ShouldFail(412, "request.stale");
        var entries = (await browser.GetAsync($"/api/v1/audit?targetId={browser.UserId}&action=notifications.preferences.updated")).Items;
        entries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task In_quiet_hours_mail_waits_for_their_end_the_bell_does_not_and_the_account_is_told_at_once()
    {
        var person = await platform.PersonAsync();
        var browser = await platform.SignInAsync(person);
        var now = platform.Clock.GetUtcNow();
        (await browser.ChooseMailAsync("now", $"{now.AddHours(-1):HH:mm}", $"{now.AddHours(1):HH:mm}")).ShouldBe(200);

        await platform.RaiseJoinedAsync(person.Id);
        await Eventually.TrueAsync(async () => (await browser.GetAsync("/api/v1/notifications")).Items.Count == 1, "the bell");
        await platform.RaiseAsync(Situations.Locked, NotificationTo.Person(person.Id), ("time", now));
        (await platform.MailsAsync(person.Email)).ShouldHaveSingleItem().Subject.ShouldBe("Your account was locked");
        var waiting = await (await platform.OperatorAsync()).DeliveryAsync($"userId={person.Id}&kind={Situations.Joined}", "waiting");
        waiting.GetProperty("dueAt").GetDateTimeOffset().ShouldBeInRange(now.AddMinutes(58), now.AddMinutes(61));

        platform.Clock.Advance(TimeSpan.FromHours(2));
        (await platform.MailsAsync(person.Email, 2))[0].Subject.ShouldBe("Grace joined");
    }

    [Fact]
    public async Task Quiet_hours_are_those_of_the_persons_own_zone()
    {
        var now = platform.Clock.GetUtcNow();
        var there = now.ToOffset(TimeSpan.FromHours(14));
        var (far, here) = (await platform.PersonAsync(), await platform.PersonAsync());
        var browser = await platform.SignInAsync(far);
        var tag = (await browser.GetAsync("/api/v1/me")).ETag;
        (await browser.PatchAsync("/api/v1/me", new { timeZone = "Pacific/Kiritimati" }, tag)).ShouldBe(200);
        foreach (var reader in (Browser[])[browser, await platform.SignInAsync(here)])
            (await reader.ChooseMailAsync("now", $"{there.AddHours(-1):HH:mm}", $"{there.AddHours(1):HH:mm}")).ShouldBe(200);

        await platform.RaiseJoinedAsync(far.Id);
        await platform.RaiseJoinedAsync(here.Id);

        (await platform.MailsAsync(here.Email)).ShouldHaveSingleItem();
        var waiting = await (await platform.OperatorAsync()).DeliveryAsync($"userId={far.Id}", "waiting");
        waiting.GetProperty("dueAt").GetDateTimeOffset().ShouldBeInRange(now.AddMinutes(58), now.AddMinutes(61));
    }

    [Fact]
    public async Task A_digest_gathers_the_day_into_one_mail_at_its_hour()
    {
        var person = await platform.PersonAsync();
        var browser = await platform.SignInAsync(person);
        (await browser.ChooseMailAsync("digest", digestAt: $"{platform.Clock.GetUtcNow().AddHours(1):HH:mm}")).ShouldBe(200);
        foreach (var name in (string[])["Ada", "Grace", "Alan"])
            await platform.RaiseJoinedAsync(person.Id, name);
        await Eventually.TrueAsync(async () => (await browser.GetAsync("/api/v1/notifications")).Items.Count == 3, "the bell");
        (
            await platform.Database.ReadAsync<long>("select count(*) from platform.development_mails where recipient = $1", person.Email)
        ).ShouldBe(0);

        platform.Clock.Advance(TimeSpan.FromHours(2));

        var mail = (await platform.MailsAsync(person.Email)).ShouldHaveSingleItem();
        mail.Subject.ShouldBe("3 notifications since yesterday");
        mail.Text.ShouldContain("• Ada joined");
        mail.Text.ShouldContain("• Alan joined");
        var by = await platform.OperatorAsync();
        await by.DeliveryAsync($"userId={person.Id}", "delivered");
        (await by.GetAsync($"/api/v1/deliveries?userId={person.Id}&status=delivered")).Items.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Everybody_who_holds_a_permission_is_told_but_not_who_did_it()
    {
        var (one, other, without) = (
            await platform.SignedInAsync("notifications.webhooks.manage"),
            await platform.SignedInAsync("notifications.webhooks.manage"),
            await platform.SignedInAsync()
        );
        var administrator = await platform.AdministratorAsync();
        await platform.RaiseAsync(
            Situations.Joined,
            NotificationTo.HoldersOf(new("notifications.webhooks.manage", ""), except: one.UserId),
            ("name", "Grace")
        );

        foreach (var told in (Browser[])[other, administrator])
            await Eventually.TrueAsync(async () => (await told.GetAsync("/api/v1/notifications")).Items.Count == 1, "the bell");
        foreach (var untold in (Browser[])[one, without])
            (await untold.GetAsync("/api/v1/notifications")).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task However_many_hold_a_permission_each_of_them_is_told_once()
    {
        var role = await platform.RoleAsync("notifications.templates.manage");
        await platform.Database.RunAsync(
            """
            insert into identity.users (id, email, normalized_email, display_name, status, roles, language, time_zone, theme, density, created_at, is_demo)
            select gen_random_uuid(), 'many' || n || '@example.org', 'MANY' || n || '@EXAMPLE.ORG', 'Many', 'Active', array[$1], 'en', 'UTC', 'System', 'Comfortable', now(), true
            from generate_series(1, 1201) n
            """,
            role
        );

        await platform.RaiseAsync(Situations.Joined, NotificationTo.HoldersOf(new("notifications.templates.manage", "")), ("name", "Many"));

        const string told = "from notifications.notifications n join identity.users u on u.id = n.user_id where u.display_name = 'Many'";
        await platform.Database.UntilAsync(1201L, $"select count(distinct n.user_id) {told}");
        await platform.Database.UntilAsync(0L, "select count(*) from platform.jobs where kind = 'notifications.raised'");
        (await platform.Database.ReadAsync<long>($"select count(*) {told}")).ShouldBe(1201);
    }

    [Fact]
    public async Task An_event_without_a_value_that_its_words_name_is_not_raised()
    {
        var person = await platform.PersonAsync();
        var missing = await Should.ThrowAsync<ArgumentException>(() =>
            platform.RaiseAsync(Situations.Joined, NotificationTo.Person(person.Id))
        );
        missing.Message.ShouldContain("name");
        (
            await platform.Database.ReadAsync<long>("select count(*) from notifications.notifications where user_id = $1", person.Id)
        ).ShouldBe(0);
    }
}
