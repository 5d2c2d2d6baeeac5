using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Contracts;
using SmartAI.Notifications.Data;
using SmartAI.Platform;

namespace SmartAI.Notifications.Deliveries;

/// <summary>The addresses that refuse mail.</summary>
internal sealed class RefusedAddresses(NotificationsDb db, IPeople people, TimeProvider clock)
{
    internal Task<bool> ContainsAsync(string address, CancellationToken cancel)
    {
        var normalized = RefusedAddress.Normalize(address);
        return db.RefusedAddresses.AnyAsync(a => a.Normalized == normalized, cancel);
    }

    /// <summary>Marks the person's present address; the caller saves.</summary>
    internal async Task AddAsync(Guid userId, string reason, CancellationToken cancel)
    {
        if (await people.FindAsync([userId], cancel) is not [var person] || await ContainsAsync(person.Email, cancel))
            return;
        db.Add(
            new RefusedAddress
            {
                Id = Ids.New(clock),
                UserId = userId,
                Address = person.Email,
                Normalized = RefusedAddress.Normalize(person.Email),
                Reason = reason,
                RefusedAt = clock.GetUtcNow(),
            }
        );
    }
}
