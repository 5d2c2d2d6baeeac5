using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Contracts;
using SmartAI.Notifications.Data;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;

namespace SmartAI.Notifications.Deliveries;

/// <summary>Sends a delivery that has ended once more, under the id that the other side knows it by.</summary>
internal static class ResendDelivery
{
    internal static void Map(RouteGroupBuilder deliveries) =>
        deliveries
            .MapPost("/{id:guid}/resend", HandleAsync)
            .Operation(
                "notifications.deliveries.resend",
                "Send a delivery again",
                "For one that was given up, is uncertain, or is to be replayed. It keeps its id, by which a receiver knows a repeat."
            )
            .Requires(NotificationsPermissions.ResendDeliveries)
            .Addresses(NotificationsAudit.Delivery)
            .Fails(NotificationsErrors.DeliveryNotFound, NotificationsErrors.DeliveryUnfinished, NotificationsErrors.AddressRefuses)
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<Ok<DeliveryDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        NotificationsDb db,
        IPeople people,
        RefusedAddresses refused,
        OperationContext operation,
        CancellationToken cancel
    )
    {
        await db.BeginAsync(cancel);
        // Two operators at once would send it twice.
        var delivery = await db
            .Deliveries.FromSql($"select * from notifications.deliveries where id = {id} for update")
            .SingleOrDefaultAsync(cancel);
        if (delivery is null)
            return NotificationsErrors.DeliveryNotFound.ToProblem();
        operation.About(NotificationsAudit.Delivery, delivery.Id, delivery.Kind);
        if (delivery.Status is DeliveryStatus.Waiting or DeliveryStatus.Sending)
            return NotificationsErrors.DeliveryUnfinished.ToProblem();
        if (
            delivery.Channel == NotificationChannels.Email
            && await people.FindAsync([delivery.UserId!.Value], cancel) is [var person]
            && await refused.ContainsAsync(person.Email, cancel)
        )
            return NotificationsErrors.AddressRefuses.ToProblem();

        (delivery.Status, delivery.IsDigest, delivery.DueAt) = (DeliveryStatus.Waiting, false, null);
        (delivery.FinishedAt, delivery.Reason) = (null, null);
        db.EnqueueDelivery(delivery);
        db.Audit(NotificationsAudit.Resent, delivery.Id, delivery.Kind);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await DeliveryDetail.OfAsync(delivery, db, people, cancel));
    }
}
