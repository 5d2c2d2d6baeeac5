using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Preferences;
using SmartAI.Platform;
using SmartAI.Platform.Access;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Notifications.Webhooks;

/// <summary>Makes a webhook. The secret that it is signed with is in the answer and nowhere else.</summary>
internal static class CreateWebhook
{
    internal sealed record WebhookRequest(
        [property: StringLength(Webhook.MaxName, MinimumLength = 1), RegularExpression(@".*\S.*"), Example("Operations")] string Name,
        [property: StringLength(Webhook.MaxUrl), Example("https://hooks.example.org/smartai")] string Url,
        WebhookFormat Format,
        [property: Length(0, 200), Example("identity.account_locked")] string[] Kinds,
        WebhookLanguage? Language = null
    );

    /// <summary>The webhook with its secret, shown this once; null for Slack, whose address is its secret.</summary>
    internal sealed record Response(
        WebhookView Webhook,
        [property: Example("whsec_c21hcnRhaS1leGFtcGxlLXNlY3JldC0zMi1ieXRlcyE=")] string? Secret
    );

    internal static void Map(RouteGroupBuilder webhooks) =>
        webhooks
            .MapPost("/", HandleAsync)
            .Operation(
                "notifications.webhooks.create",
                "Make a webhook",
                "Without kinds it is told of every event, without a language in that of who makes it. Its secret is shown this once."
            )
            .Requires(NotificationsPermissions.ManageWebhooks)
            .Fails(NotificationsErrors.WebhookUrlRefused, NotificationsErrors.UnknownKind, NotificationsErrors.TooManyWebhooks)
            .NotATool("Its answer is a secret, which belongs in no conversation.");

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        WebhookRequest request,
        HttpResponse response,
        Caller caller,
        NotificationsDb db,
        Readers readers,
        WebhookRules rules,
        WebhookSecrets secrets,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var (url, wrong) = rules.Read(request.Url);
        if ((wrong ?? rules.Refuses(request.Kinds)) is { } refused)
            return refused;
        if (await db.Webhooks.CountAsync(cancel) >= Webhook.Most)
            return NotificationsErrors.TooManyWebhooks.ToProblem();

        var secret = request.Format == WebhookFormat.Slack ? null : WebhookSecrets.NewSecret();
        var webhook = new Webhook
        {
            Id = Ids.New(clock),
            Name = request.Name.Trim(),
            Format = request.Format,
            Language =
                request.Language ?? Enum.Parse<WebhookLanguage>((await readers.OfAsync(caller.UserId, cancel)).Language, ignoreCase: true),
            ProtectedUrl = secrets.Protect(url!.AbsoluteUri),
            Origin = WebhookRules.OriginOf(url),
            ProtectedSecret = secret is null ? null : secrets.Protect(secret),
            Kinds = [.. request.Kinds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(webhook);
        db.Audit(NotificationsAudit.WebhookCreated, webhook.Id, webhook.Name);
        await db.SaveChangesAsync(cancel);
        response.Set(webhook.Version);
        return TypedResults.Created($"/api/v1/webhooks/{webhook.Id}", new Response(WebhookView.Of(webhook), secret));
    }
}
