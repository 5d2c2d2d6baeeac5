using SmartAI.Platform.Mail;

namespace SmartAI.Platform.Tests.Mail;

public sealed class MailTemplateTests
{
    private static MailMessage Build(string name = "Ada", string url = "https://smartai.example.org/verify?token=a&b=c") =>
        MailTemplate.Build(
            "ada@example.org",
            "es",
            "Confirme su dirección",
            [$"Hola {name}:", "Falta un paso."],
            new MailAction("Confirmar", url),
            "Caduca en 24 horas."
        );

    [Fact]
    public void The_plain_form_holds_everything_with_the_address_on_a_line_of_its_own() =>
        Build()
            .Text.ShouldBe(
                "Hola Ada:\n\nFalta un paso.\n\nConfirmar:\nhttps://smartai.example.org/verify?token=a&b=c\n\nCaduca en 24 horas.\n"
            );

    [Fact]
    public void The_HTML_names_its_language_escapes_its_texts_and_fetches_nothing()
    {
        var html = Build("<img src=x onerror=alert(1)> & \"Lúcia\"").Html;

        html.ShouldContain("<html lang=\"es\">");
        html.ShouldContain("<title>Confirme su dirección</title>");
        html.ShouldContain("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Lúcia&quot;");
        html.ShouldContain("href=\"https://smartai.example.org/verify?token=a&amp;b=c\"");
        html.ShouldContain("Caduca en 24 horas.");
        foreach (var fetched in (string[])["<img", "<link", "<script", "src=\"", "url("])
            html.ShouldNotContain(fetched);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/verify")]
    [InlineData("data:text/html,x")]
    public void A_link_that_is_not_an_absolute_web_address_is_refused(string url) => Should.Throw<ArgumentException>(() => Build(url: url));

    [Fact]
    public void A_mail_in_a_log_shows_neither_address_nor_text() => Build().ToString().ShouldNotContain("ada", Case.Insensitive);
}
