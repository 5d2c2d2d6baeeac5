using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Inbox;
using SmartAI.Platform;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Notifications.Templates;

/// <summary>Puts an operator's words in the place of a module's, or takes them away again.</summary>
internal static class UpdateTemplate
{
    internal const string OneLine = @"[^\r\n]*\S[^\r\n]*";

    internal sealed record TemplateRequest(
        [property: StringLength(Template.MaxSubject, MinimumLength = 1), RegularExpression(OneLine), Example("{name} joined")]
            string Subject,
        [property: StringLength(Template.MaxText, MinimumLength = 1), Example("{name} can sign in now.")] string Text
    );

    internal static void Map(RouteGroupBuilder templates)
    {
        templates
            .MapPut("/{kind}/{language}", HandleAsync)
            .Operation(
                "notifications.templates.update",
                "Change the words of mails of one kind in one language",
                "A text may name only the variables of its kind, in braces."
            )
            .Requires(NotificationsPermissions.ManageTemplates)
            .Addresses(NotificationsAudit.Template, "kind", "language")
            .Fails(
                NotificationsErrors.TemplateNotFound,
                NotificationsErrors.TemplateMalformed,
                NotificationsErrors.UnknownVariable,
                PlatformErrors.Stale
            )
            .AsTool(ToolUse.AfterApproval);
        templates
            .MapDelete("/{kind}/{language}", ResetAsync)
            .Operation("notifications.templates.reset", "Go back to the words that came with the module")
            .Requires(NotificationsPermissions.ManageTemplates)
            .Addresses(NotificationsAudit.Template, "kind", "language")
            .Fails(NotificationsErrors.TemplateNotFound, PlatformErrors.Stale)
            .AsTool(ToolUse.AfterApproval);
    }

    private static async Task<Results<Ok<TemplateDetail>, ProblemHttpResult>> HandleAsync(
        string kind,
        string language,
        TemplateRequest request,
        IfMatch ifMatch,
        HttpResponse response,
        NotificationsDb db,
        Words words,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (TemplateChecks.Find(words, kind, language) is not { } known)
            return NotificationsErrors.TemplateNotFound.ToProblem();
        var template = await db.Templates.SingleOrDefaultAsync(t => t.Kind == kind && t.Language == language, cancel);
        if (ifMatch.Refuses(template?.Version ?? 0, () => TemplateDetail.Of(known, language, words, template)) is { } refused)
            return refused;
        if (TemplateChecks.Read(known, request.Subject, request.Text) is { Wrong: { } wrong })
            return wrong;

        if (template is null)
            db.Add(
                template = new Template
                {
                    Id = Ids.New(clock),
                    Kind = kind,
                    Language = language,
                    Subject = request.Subject,
                    Text = request.Text,
                }
            );
        (template.Subject, template.Text) = (request.Subject, request.Text);
        if (db.ChangeTracker.HasChanges())
        {
            db.Audit(NotificationsAudit.TemplateUpdated, template.Id, $"{kind} ({language})");
            await db.SaveChangesAsync(cancel);
        }
        response.Set(template.Version);
        return TypedResults.Ok(TemplateDetail.Of(known, language, words, template));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ResetAsync(
        string kind,
        string language,
        IfMatch ifMatch,
        NotificationsDb db,
        Words words,
        CancellationToken cancel
    )
    {
        var template = await db.Templates.SingleOrDefaultAsync(t => t.Kind == kind && t.Language == language, cancel);
        if (template is null || TemplateChecks.Find(words, kind, language) is not { } known)
            return NotificationsErrors.TemplateNotFound.ToProblem();
        if (ifMatch.RefusesIfSent(template.Version, () => TemplateDetail.Of(known, language, words, template)) is { } refused)
            return refused;
        db.Remove(template);
        db.Audit(NotificationsAudit.TemplateReset, template.Id, $"{kind} ({language})");
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
