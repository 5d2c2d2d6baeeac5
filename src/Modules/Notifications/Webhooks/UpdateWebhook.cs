using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Notifications.Webhooks;

/// <summary>Changes a webhook (JSON Merge Patch: what is not named stays) or deletes it.</summary>
internal static class UpdateWebhook
{
    internal sealed record WebhookChangeRequest(
        [property: StringLength(Webhook.MaxName, MinimumLength = 1), RegularExpression(@".*\S.*"), Example("Operations")] string? Name,
        [property: StringLength(Webhook.MaxUrl), Example("https://hooks.example.org/smartai")] string? Url,
        [property: Length(0, 200), Example("identity.account_locked")] string[]? Kinds,
        bool? IsEnabled,
        WebhookLanguage? Language
    );

    internal static void Map(RouteGroupBuilder webhooks)
    {
        webhooks
            .MapPatch("/{id:guid}", HandleAsync)
            .Operation("notifications.webhooks.update", "Change a webhook")
            .Requires(NotificationsPermissions.ManageWebhooks)
            .Addresses(NotificationsAudit.Webhook)
            .Fails(
                NotificationsErrors.WebhookNotFound,
                NotificationsErrors.WebhookUrlRefused,
                NotificationsErrors.UnknownKind,
                PlatformErrors.Stale
            )
            .AsTool(ToolUse.AfterApproval);
        webhooks
            .MapDelete("/{id:guid}", DeleteAsync)
            .Operation("notifications.webhooks.delete", "Delete a webhook", "What is still on its way to it is not sent.")
            .Requires(NotificationsPermissions.ManageWebhooks)
            .Addresses(NotificationsAudit.Webhook)
            .Fails(NotificationsErrors.WebhookNotFound, PlatformErrors.Stale)
            .AsTool(ToolUse.AfterApproval);
    }

    private static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        WebhookChangeRequest request,
        IfMatch ifMatch,
        HttpResponse response,
        NotificationsDb db,
        WebhookRules rules,
        WebhookSecrets secrets,
        OperationContext operation,
        CancellationToken cancel
    )
    {
        var webhook = await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, cancel);
        if (webhook is null)
            return NotificationsErrors.WebhookNotFound.ToProblem();
        operation.About(NotificationsAudit.Webhook, webhook.Id, webhook.Name);
        if ((ifMatch.Refuses(webhook.Version, () => WebhookView.Of(webhook)) ?? rules.Refuses(request.Kinds)) is { } refused)
            return refused;
        if (request.Url is not null)
        {
            var (url, wrong) = rules.Read(request.Url);
            if (url is null)
                return wrong!;
            (webhook.ProtectedUrl, webhook.Origin) = (secrets.Protect(url.AbsoluteUri), WebhookRules.OriginOf(url));
        }

        webhook.Name = request.Name?.Trim() ?? webhook.Name;
        webhook.IsEnabled = request.IsEnabled ?? webhook.IsEnabled;
        webhook.Language = request.Language ?? webhook.Language;
        if (request.Kinds is not null)
            webhook.Kinds = [.. request.Kinds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (db.ChangeTracker.HasChanges())
        {
            db.Audit(NotificationsAudit.WebhookUpdated, webhook.Id, webhook.Name);
            await db.SaveChangesAsync(cancel);
        }
        response.Set(webhook.Version);
        return TypedResults.Ok(WebhookView.Of(webhook));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id,
        IfMatch ifMatch,
        NotificationsDb db,
        CancellationToken cancel
    )
    {
        var webhook = await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, cancel);
        if (webhook is null)
            return NotificationsErrors.WebhookNotFound.ToProblem();
        if (ifMatch.RefusesIfSent(webhook.Version, () => WebhookView.Of(webhook)) is { } refused)
            return refused;
        db.Remove(webhook);
        db.Audit(NotificationsAudit.WebhookDeleted, webhook.Id, webhook.Name);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
