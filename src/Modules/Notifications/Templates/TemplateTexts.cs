using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Inbox;

namespace SmartAI.Notifications.Templates;

/// <summary>The words of a kind's mails: an operator's where there are some, else its module's.</summary>
internal sealed class TemplateTexts(NotificationsDb db, Words words)
{
    internal async Task<TemplateText> OfAsync(string kind, string language, CancellationToken cancel)
    {
        var changed = await db.Templates.AsNoTracking().SingleOrDefaultAsync(t => t.Kind == kind && t.Language == language, cancel);
        // A newer version of a module may bring less than an operator's words name; then its own words are the better ones.
        if (changed is not null && TemplateText.Parse(changed.Subject, changed.Text) is var text && Fits(kind, text))
            return text;
        var own = words.Of(kind, language);
        return TemplateText.Parse(own.Title, own.Text);
    }

    private bool Fits(string kind, TemplateText text) =>
        words.Find(kind) is { } known
        && text.Subject.Variables.Concat(text.Text.Variables).All(v => known.Variables.Contains(v, StringComparer.Ordinal));
}
