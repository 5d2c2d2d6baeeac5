using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;

namespace SmartAI.Identity.Roles;

/// <summary>Reads one role as it is shown, and its version.</summary>
internal sealed class RoleReader(IdentityDb db)
{
    internal async Task<(RoleView View, uint Version)?> FindAsync(Guid id, CancellationToken cancel) =>
        await db
            .Roles.AsNoTracking()
            .Where(r => r.Id == id)
            .Select(r => new
            {
                View = new RoleView(r.Id, r.Name, r.Description, r.Permissions, r.IsBuiltIn, IdentityDb.MembersOf(r.Name), r.CreatedAt),
                r.Version,
            })
            .SingleOrDefaultAsync(cancel)
            is { } found
            ? (found.View, found.Version)
            : null;
}
