using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Notifications.Deliveries;
using SmartAI.Platform;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Notifications.Webhooks;

/// <summary>Gives a webhook a new secret, beside which the old one signs for a while; and sends it a test.</summary>
internal static class RotateSecret
{
    /// <summary>The new secret, shown this once.</summary>
    internal sealed record Response(
        [property: Example("whsec_c21hcnRhaS1leGFtcGxlLXNlY3JldC0zMi1ieXRlcyE=")] string Secret,
        DateTimeOffset PreviousSecretUntil
    );

    /// <summary>The delivery to follow.</summary>
    internal sealed record TestResponse(Guid DeliveryId);

    internal static void Map(RouteGroupBuilder webhooks)
    {
        webhooks
            .MapPost("/{id:guid}/secret", HandleAsync)
            .Operation(
                "notifications.webhooks.rotate_secret",
                "Give a webhook a new secret",
                "For a day both sign, so that the receiver can change over in between."
            )
            .Requires(NotificationsPermissions.ManageWebhooks)
            .Addresses(NotificationsAudit.Webhook)
            .Fails(NotificationsErrors.WebhookNotFound, NotificationsErrors.NoSecret, PlatformErrors.Stale)
            .NotATool("Its answer is a secret, which belongs in no conversation.");
        webhooks
            .MapPost("/{id:guid}/test", TestAsync)
            .Operation("notifications.webhooks.test", "Send a webhook a test event")
            .Requires(NotificationsPermissions.ManageWebhooks)
            .Addresses(NotificationsAudit.Webhook)
            .Fails(NotificationsErrors.WebhookNotFound)
            .AsTool(ToolUse.AfterApproval);
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        IfMatch ifMatch,
        HttpResponse response,
        NotificationsDb db,
        WebhookSecrets secrets,
        NotificationsSettings settings,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var webhook = await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, cancel);
        if (webhook is null)
            return NotificationsErrors.WebhookNotFound.ToProblem();
        if (webhook.ProtectedSecret is null)
            return NotificationsErrors.NoSecret.ToProblem();
        if (ifMatch.RefusesIfSent(webhook.Version, () => WebhookView.Of(webhook)) is { } refused)
            return refused;
        var secret = WebhookSecrets.NewSecret();
        var until = clock.GetUtcNow() + settings.SecretOverlap;
        (webhook.PreviousProtectedSecret, webhook.PreviousUntil) = (webhook.ProtectedSecret, until);
        webhook.ProtectedSecret = secrets.Protect(secret);
        db.Audit(NotificationsAudit.SecretRotated, webhook.Id, webhook.Name);
        await db.SaveChangesAsync(cancel);
        response.Set(webhook.Version);
        return TypedResults.Ok(new Response(secret, until));
    }

    private static async Task<Results<Accepted<TestResponse>, ProblemHttpResult>> TestAsync(
        Guid id,
        NotificationsDb db,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancel);
        if (webhook is null)
            return NotificationsErrors.WebhookNotFound.ToProblem();
        var now = clock.GetUtcNow();
        var delivery = new Delivery
        {
            Id = Ids.New(clock),
            EventId = Ids.New(clock),
            Kind = NotificationsKinds.Test.Name,
            Channel = webhook.ChannelName,
            WebhookId = webhook.Id,
            Payload = new DeliveryPayload([], null, now, []).ToJson(),
            CreatedAt = now,
        };
        db.Add(delivery);
        db.EnqueueDelivery(delivery);
        db.Audit(NotificationsAudit.WebhookTested, webhook.Id, webhook.Name);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Accepted($"/api/v1/deliveries/{delivery.Id}", new TestResponse(delivery.Id));
    }
}
