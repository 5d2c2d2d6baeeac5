using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Inbox;
using SmartAI.Platform.Http;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;

namespace SmartAI.Notifications.Templates;

/// <summary>Reads the words of mails: all kinds in all languages, and one of them.</summary>
internal static class ReadTemplates
{
    internal sealed record Response(IReadOnlyList<TemplateLine> Items);

    internal static void Map(RouteGroupBuilder templates)
    {
        templates
            .MapGet("/", ListAsync)
            .Operation(
                "notifications.templates.list",
                "List the templates of mails",
                "One for each kind of event and language; there are no more than that."
            )
            .Requires(NotificationsPermissions.ManageTemplates)
            .AsTool(ToolUse.Read);
        templates
            .MapGet("/{kind}/{language}", GetAsync)
            .Operation("notifications.templates.get", "Read one template")
            .Requires(NotificationsPermissions.ManageTemplates)
            .Addresses(NotificationsAudit.Template, "kind", "language")
            .Fails(NotificationsErrors.TemplateNotFound)
            .AsTool(ToolUse.Read);
    }

    private static async Task<Ok<Response>> ListAsync(NotificationsDb db, Words words, CancellationToken cancel)
    {
        var changed = await db.Templates.Select(t => new { t.Kind, t.Language }).ToListAsync(cancel);
        return TypedResults.Ok(
            new Response([
                .. from kind in words.Kinds.Append(NotificationsKinds.Digest)
                from language in NotificationTexts.Languages
                select new TemplateLine(
                    kind.Name,
                    language,
                    words.Of(kind.Name, language).Name,
                    changed.Contains(new { Kind = kind.Name, Language = language })
                ),
            ])
        );
    }

    private static async Task<Results<Ok<TemplateDetail>, ProblemHttpResult>> GetAsync(
        string kind,
        string language,
        HttpResponse response,
        NotificationsDb db,
        Words words,
        CancellationToken cancel
    )
    {
        if (TemplateChecks.Find(words, kind, language) is not { } known)
            return NotificationsErrors.TemplateNotFound.ToProblem();
        var changed = await db.Templates.AsNoTracking().SingleOrDefaultAsync(t => t.Kind == kind && t.Language == language, cancel);
        response.Set(changed?.Version ?? 0);
        return TypedResults.Ok(TemplateDetail.Of(known, language, words, changed));
    }
}
