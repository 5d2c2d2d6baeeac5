using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Notifications.Data;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Notifications.Deliveries;

/// <summary>The addresses that refuse mail: seen, and taken off the list once the mailbox works again.</summary>
internal static class ManageAddresses
{
    internal sealed record AddressView(
        Guid Id,
        Guid UserId,
        [property: Example("sam@example.org")] string Address,
        [property: Example("The mail server refuses this recipient (550).")] string Reason,
        DateTimeOffset RefusedAt
    );

    private static readonly ListOf<RefusedAddress, AddressView> Addresses = ListOf<RefusedAddress, AddressView>
        .By(a => a.Id, a => new AddressView(a.Id, a.UserId, a.Address, a.Reason, a.RefusedAt))
        .Sort("refusedAt", a => a.RefusedAt);

    internal static void Map(RouteGroupBuilder deliveries)
    {
        deliveries
            .MapGet(
                "/refused-addresses",
                (ListRequest list, NotificationsDb db, CancellationToken cancel) => Addresses.AnswerAsync(list, db, cancel)
            )
            .Operation(
                "notifications.addresses.list",
                "List addresses that refuse mail",
                "The mail server said for good that it does not take mail for them."
            )
            .Requires(NotificationsPermissions.ReadDeliveries)
            .AnswersList(Addresses)
            .AsTool(ToolUse.Read);
        deliveries
            .MapDelete("/refused-addresses/{id:guid}", ClearAsync)
            .Operation("notifications.addresses.clear", "Let mail go to an address again")
            .Requires(NotificationsPermissions.ResendDeliveries)
            .Addresses(NotificationsAudit.Address)
            .Fails(NotificationsErrors.AddressNotFound)
            .AsTool(ToolUse.AfterApproval);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ClearAsync(Guid id, NotificationsDb db, CancellationToken cancel)
    {
        var address = await db.RefusedAddresses.SingleOrDefaultAsync(a => a.Id == id, cancel);
        if (address is null)
            return NotificationsErrors.AddressNotFound.ToProblem();
        db.Remove(address);
        // The trail names the person, not the address: it keeps what is erased elsewhere.
        db.Audit(NotificationsAudit.AddressCleared, address.UserId);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
