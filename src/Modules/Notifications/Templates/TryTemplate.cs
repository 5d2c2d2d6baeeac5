using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Identity.Contracts;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Deliveries;
using SmartAI.Notifications.Email;
using SmartAI.Notifications.Inbox;
using SmartAI.Platform;
using SmartAI.Platform.Access;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Notifications.Templates;

/// <summary>Shows a mail with made-up values, and sends one to oneself.</summary>
internal static class TryTemplate
{
    internal sealed record PreviewRequest(
        [property:
            StringLength(Template.MaxSubject, MinimumLength = 1),
            RegularExpression(UpdateTemplate.OneLine),
            Example("{name} joined")
        ]
            string Subject,
        [property: StringLength(Template.MaxText, MinimumLength = 1), Example("{name} can sign in now.")] string Text
    );

    /// <summary>The delivery to follow.</summary>
    internal sealed record Response(Guid DeliveryId);

    internal static void Map(RouteGroupBuilder templates)
    {
        templates
            .MapPost("/{kind}/{language}/preview", PreviewAsync)
            .Operation("notifications.templates.preview", "See a mail with these words and made-up values")
            .Requires(NotificationsPermissions.ManageTemplates)
            .Addresses(NotificationsAudit.Template, "kind", "language")
            .Fails(NotificationsErrors.TemplateNotFound, NotificationsErrors.TemplateMalformed, NotificationsErrors.UnknownVariable)
            .NotATool("A mail is looked at, and a conversation does not show one.");
        templates
            .MapPost("/{kind}/{language}/test", SendAsync)
            .Operation(
                "notifications.templates.test",
                "Send yourself a mail of this kind",
                "With made-up values, to your own address, in the template's language."
            )
            .Requires(NotificationsPermissions.ManageTemplates)
            .Addresses(NotificationsAudit.Template, "kind", "language")
            .Fails(NotificationsErrors.TemplateNotFound)
            .AsTool(ToolUse.AfterApproval);
    }

    private static async Task<Results<Ok<TemplatePreview>, ProblemHttpResult>> PreviewAsync(
        string kind,
        string language,
        PreviewRequest request,
        Caller caller,
        IPeople people,
        Words words,
        Messages messages,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (TemplateChecks.Find(words, kind, language) is not { } known)
            return NotificationsErrors.TemplateNotFound.ToProblem();
        var (text, wrong) = TemplateChecks.Read(known, request.Subject, request.Text);
        if (text is null)
            return wrong!;
        var me = (await people.FindAsync([caller.UserId], cancel))[0] with { Language = language };
        var message = messages.Make(
            "preview",
            me,
            kind,
            NotificationChannels.Email,
            text,
            TemplateChecks.Samples(known, clock.GetUtcNow()),
            words.Of(kind, language).Action is null ? null : "/"
        );
        var mail = EmailChannel.ToMail(message);
        return TypedResults.Ok(new TemplatePreview(mail.Subject, mail.Text, mail.Html));
    }

    private static async Task<Results<Accepted<Response>, ProblemHttpResult>> SendAsync(
        string kind,
        string language,
        Caller caller,
        NotificationsDb db,
        Words words,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (TemplateChecks.Find(words, kind, language) is not { } known)
            return NotificationsErrors.TemplateNotFound.ToProblem();
        var now = clock.GetUtcNow();
        var delivery = new Delivery
        {
            Id = Ids.New(clock),
            EventId = Ids.New(clock),
            Kind = kind,
            Channel = NotificationChannels.Email,
            UserId = caller.UserId,
            Payload = new DeliveryPayload(TemplateChecks.Samples(known, now), "/", now) { Language = language }.ToJson(),
            CreatedAt = now,
        };
        db.Add(delivery);
        db.EnqueueDelivery(delivery);
        db.Audit(NotificationsAudit.TemplateTested, delivery.Id, $"{kind} ({language})");
        await db.SaveChangesAsync(cancel);
        return TypedResults.Accepted($"/api/v1/deliveries/{delivery.Id}", new Response(delivery.Id));
    }
}
