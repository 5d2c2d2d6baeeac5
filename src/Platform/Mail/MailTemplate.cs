using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SmartAI.Platform.Mail;

/// <summary>The one thing a mail asks its reader to do.</summary>
/// <param name="Label">What happens, as a verb: "Confirm address".</param>
/// <param name="Url">An absolute http or https address.</param>
public sealed record MailAction(string Label, string Url);

/// <summary>
/// Makes both forms of a mail from one text. The HTML stands alone: styles inline, nothing fetched, readable without styles, and the address of the action
/// written out for those whose program shows no link.
/// </summary>
public static class MailTemplate
{
    // Escapes what HTML needs and leaves accents alone.
    private static readonly HtmlEncoder s_html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Builds a mail. All texts come in the reader's language and are escaped here.</summary>
    /// <param name="to">The recipient's bare address.</param>
    /// <param name="language">BCP 47 tag of the texts, for screen readers: <c>es</c>.</param>
    /// <param name="subject">The subject, which is also the heading.</param>
    /// <param name="paragraphs">The text before the action.</param>
    /// <param name="action">The link, if any.</param>
    /// <param name="closing">What stands below it: how long it works, what to do if it was not you.</param>
    public static MailMessage Build(
        string to,
        string language,
        string subject,
        IReadOnlyList<string> paragraphs,
        MailAction? action = null,
        params IReadOnlyList<string> closing
    )
    {
        if (action is not null && (!Uri.TryCreate(action.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")))
            throw new ArgumentException("A mail's link is an absolute http or https address.", nameof(action));

        return new MailMessage(to, subject, Text(paragraphs, action, closing), Html(language, subject, paragraphs, action, closing));
    }

    private static string Text(IReadOnlyList<string> paragraphs, MailAction? action, IReadOnlyList<string> closing)
    {
        // The address has a line of its own and nothing around it, so that programs find where it ends.
        IEnumerable<string> link = action is null ? [] : [$"{action.Label}:\n{action.Url}"];
        return string.Join("\n\n", [.. paragraphs, .. link, .. closing]) + "\n";
    }

    private static string Html(
        string language,
        string subject,
        IReadOnlyList<string> paragraphs,
        MailAction? action,
        IReadOnlyList<string> closing
    )
    {
        var html = new StringBuilder();
        html.Append(
            CultureInfo.InvariantCulture,
            $"""
            <!doctype html>
            <html lang="{s_html.Encode(language)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{s_html.Encode(subject)}</title>
            </head>
            <body style="margin:0;padding:24px;background-color:#ffffff;color:#1b1f24;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:16px;line-height:1.5">
            <div style="max-width:560px;margin:0 auto">
            <h1 style="font-size:22px;line-height:1.3;margin:0 0 16px">{s_html.Encode(subject)}</h1>

            """
        );
        foreach (var paragraph in paragraphs)
            html.Append(Paragraph(paragraph, "#1b1f24"));
        if (action is not null)
            html.Append(Link(s_html.Encode(action.Label), s_html.Encode(action.Url)));
        foreach (var paragraph in closing)
            html.Append(Paragraph(paragraph, "#57606a"));
        return html.Append("</div>\n</body>\n</html>\n").ToString();
    }

    private static string Paragraph(string text, string colour) =>
        $"<p style=\"margin:0 0 16px;color:{colour}\">{s_html.Encode(text)}</p>\n";

    private static string Link(string label, string url) =>
        $"""
            <p style="margin:24px 0"><a href="{url}" style="display:inline-block;padding:12px 20px;background-color:#0b4f9e;color:#ffffff;text-decoration:none;border-radius:6px;font-weight:600">{label}</a></p>
            <p style="margin:0 0 16px;color:#57606a;font-size:14px;word-break:break-all">{url}</p>

            """;
}
