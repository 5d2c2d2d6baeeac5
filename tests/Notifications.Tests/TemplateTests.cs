namespace SmartAI.Notifications.Tests;

public sealed class TemplateTests(ImpatientFixture platform) : IClassFixture<ImpatientFixture>
{
    private const string Template = "/api/v1/notifications/templates/identity.person_joined/en";

    [Theory]
    [InlineData("{nobody} joined", "Hello", "/subject", "notifications.unknown_variable")]
    [InlineData("Joined", "{name} and {password}", "/text", "notifications.unknown_variable")]
    [InlineData("Joined", "{name", "/text", "notifications.template_malformed")]
    [InlineData("Joined", "name}", "/text", "notifications.template_malformed")]
    [InlineData("Joined", "{name, plural, one {x}}", "/text", "notifications.template_malformed")]
    [InlineData("Joined", "{name, select, other {x} none {}}", "/text", "notifications.template_malformed")]
    [InlineData("Joined", "{name, choice, none {} other {x}}", "/text", "notifications.template_malformed")]
    [InlineData("", "Hello", "/subject", "validation.too_short")]
    [InlineData("One\r\nBcc: somebody", "Hello", "/subject", "validation.pattern")]
    public async Task Words_with_a_variable_that_is_missing_are_refused_on_their_field(
        string subject,
        string text,
        string field,
        string code
    )
    {
        var by = await platform.OperatorAsync();
        (await PutAsync(by, new { subject, text })).ShouldRefuseField(field, code);
        (await by.PostAsync($"{Template}/preview", new { subject, text })).Status.ShouldBe(422);
        (await by.GetAsync(Template)).Json.GetProperty("isChanged").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task An_operators_words_are_previewed_tested_sent_and_taken_back()
    {
        var by = await platform.OperatorAsync();
        var person = await platform.PersonAsync();
        (await (await platform.SignInAsync(person)).ChooseMailAsync()).ShouldBe(200);
        var words = new { subject = "Welcome {name}", text = "<b>{name}</b> is here." };

        var preview = (await by.PostAsync($"{Template}/preview", words)).ShouldBe(200);
        preview.Text("subject").ShouldBe("Welcome Sam Rivera");
        preview.Text("html").ShouldContain("&lt;b&gt;Sam Rivera&lt;/b&gt;");
        (await PutAsync(by, words)).ShouldBe(200);

        (await by.PostAsync($"{Template}/test")).ShouldBe(202);
        (await platform.MailsAsync(by.Email!)).ShouldHaveSingleItem().Subject.ShouldBe("Welcome Sam Rivera");
        await platform.RaiseJoinedAsync(person.Id);
        (await platform.MailsAsync(person.Email)).ShouldHaveSingleItem().Subject.ShouldBe("Welcome Grace");

        (await by.DeleteAsync(Template)).ShouldBe(204);
        (await by.GetAsync(Template)).Text("subject").ShouldBe("{name} joined");
        foreach (var action in (string[])["updated", "tested", "reset"])
            (await by.GetAsync($"/api/v1/audit?action=notifications.template.{action}")).Items.ShouldHaveSingleItem(action);
    }

    [Fact]
    public async Task Words_that_name_what_events_no_longer_bring_give_way_to_the_modules_own()
    {
        var person = await platform.PersonAsync();
        var browser = await platform.SignInAsync(person);
        (await browser.ChooseMailAsync()).ShouldBe(200);
        var tag = (await browser.GetAsync("/api/v1/me")).ETag;
        (await browser.PatchAsync("/api/v1/me", new { language = "fr" }, tag)).ShouldBe(200);
        // As after an upgrade whose module has dropped a variable.
        await platform.Database.RunAsync(
            "insert into notifications.templates (id, kind, language, subject, text) values ($1, $2, 'fr', 'Bienvenue {name}', 'De {department}.')",
            SmartAI.Platform.Ids.New(platform.Clock),
            Situations.Joined
        );

        await platform.RaiseJoinedAsync(person.Id);

        (await platform.MailsAsync(person.Email)).ShouldHaveSingleItem().Subject.ShouldBe("Grace nous a rejoints");
    }

    [Fact]
    public async Task Every_kind_has_a_template_in_every_language_and_only_operators_see_them()
    {
        var by = await platform.OperatorAsync();
        var items = (await by.GetAsync("/api/v1/notifications/templates")).ShouldBe(200).Items;
        items.GroupBy(i => i.GetProperty("kind").GetString()).ShouldAllBe(kind => kind.Count() == 3);
        (await by.GetAsync("/api/v1/notifications/templates/identity.person_joined/de")).ShouldFail(
            404,
            "notifications.template_not_found"
        );
        (await (await platform.SignedInAsync()).GetAsync("/api/v1/notifications/templates")).ShouldFail(403, "access.denied");
    }

    private static async Task<Answer> PutAsync(Browser by, object words)
    {
        var tag = (await by.GetAsync(Template)).ShouldBe(200).ETag;
        return await by.SendAsync(HttpMethod.Put, Template, System.Net.Http.Json.JsonContent.Create(words), ("If-Match", tag));
    }
}
