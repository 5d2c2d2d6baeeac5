using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Platform.Http;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Notifications.Webhooks;

/// <summary>Lists webhooks and reads one, without their secrets.</summary>
internal static class ReadWebhooks
{
    private static readonly ListOf<Webhook, WebhookView> Webhooks = ListOf<Webhook, WebhookView>
        .By(
            w => w.Id,
            w => new WebhookView(w.Id, w.Name, w.Format, w.Language, w.Origin, w.Kinds, w.IsEnabled, w.PreviousUntil, w.CreatedAt)
        )
        .Sort("createdAt", w => w.CreatedAt)
        .Sort("name", w => w.Name);

    internal static void Map(RouteGroupBuilder webhooks)
    {
        webhooks
            .MapGet("/", (ListRequest list, NotificationsDb db, CancellationToken cancel) => Webhooks.AnswerAsync(list, db, cancel))
            .Operation(
                "notifications.webhooks.list",
                "List webhooks",
                "Without their secrets, which are shown when they are made and never again."
            )
            .Requires(NotificationsPermissions.ManageWebhooks)
            .AnswersList(Webhooks)
            .AsTool(ToolUse.Read);
        webhooks
            .MapGet("/{id:guid}", GetAsync)
            .Operation("notifications.webhooks.get", "Read one webhook")
            .Requires(NotificationsPermissions.ManageWebhooks)
            .Addresses(NotificationsAudit.Webhook)
            .Fails(NotificationsErrors.WebhookNotFound)
            .AsTool(ToolUse.Read);
    }

    private static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        NotificationsDb db,
        CancellationToken cancel
    )
    {
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancel);
        if (webhook is null)
            return NotificationsErrors.WebhookNotFound.ToProblem();
        response.Set(webhook.Version);
        return TypedResults.Ok(WebhookView.Of(webhook));
    }
}
