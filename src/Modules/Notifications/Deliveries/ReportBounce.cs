using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Contracts;
using SmartAI.Notifications.Data;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Notifications.Deliveries;

/// <summary>
/// Takes a mail that came back. The mail server that receives for the sender's address hands it over; nothing here fetches mail. Whoever wrote it has to
/// know the Message-ID, which only the recipient and the servers on the way do, and can mark no address but the one that this mail went to.
/// </summary>
internal static class ReportBounce
{
    internal sealed record BounceRequest(
        [property: StringLength(256 * 1024, MinimumLength = 1), Example("Content-Type: multipart/report; report-type=delivery-status; ...")]
            string Message
    );

    /// <param name="DeliveryId">The delivery that came back; null if the mail was none of ours.</param>
    /// <param name="AddressMarked">Whether no more notifications go to the address.</param>
    internal sealed record BounceAnswer(Guid? DeliveryId, bool AddressMarked);

    private static readonly BounceAnswer s_nothing = new(null, false);

    internal static void Map(RouteGroupBuilder deliveries) =>
        deliveries
            .MapPost("/bounces", HandleAsync)
            .Operation(
                "notifications.bounces.report",
                "Report a mail that came back",
                "The whole text of a delivery status notification (RFC 3464). Its delivery is given up, and the address is marked where it takes no mail for good. "
                    + "A report about a mail of others, or one that is only late, changes nothing."
            )
            .Requires(NotificationsPermissions.ReportBounces)
            .Fails(NotificationsErrors.NotABounce)
            .NotATool("A mail server reports what came back; a person has no use for it.");

    private static async Task<Results<Ok<BounceAnswer>, ProblemHttpResult>> HandleAsync(
        BounceRequest request,
        NotificationsDb db,
        IPeople people,
        RefusedAddresses refused,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (await Bounce.ReadAsync(request.Message, cancel) is not { } bounce)
            return NotificationsErrors.NotABounce.ToProblem();
        await db.BeginAsync(cancel);
        var found = bounce.DeliveryId is { } id
            ? await db.Deliveries.FromSql($"select * from notifications.deliveries where id = {id} for update").SingleOrDefaultAsync(cancel)
            : null;
        if (
            found is not { Channel: NotificationChannels.Email, UserId: { } userId }
            || await people.FindAsync([userId], cancel) is not [var person]
            || bounce.Recipients.FirstOrDefault(r => r.Is(person.Email)) is not { } recipient
        )
            return TypedResults.Ok(s_nothing);

        var reason = $"The mail came back ({recipient.Status}).";
        // A digest is many deliveries and one mail, whose id is that of its first.
        var gone = await db
            .Deliveries.Where(d => d.Id == found.Id || (found.DigestId != null && d.DigestId == found.DigestId))
            .Where(d => d.Status == DeliveryStatus.Delivered || d.Status == DeliveryStatus.Uncertain)
            .ToListAsync(cancel);
        foreach (var delivery in gone)
            delivery.End(DeliveryStatus.Dead, reason, clock.GetUtcNow());
        if (recipient.IsForGood)
            await refused.AddAsync(userId, reason, cancel);
        db.Audit(NotificationsAudit.Bounced, found.Id, found.Kind);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(new BounceAnswer(found.Id, recipient.IsForGood));
    }
}
