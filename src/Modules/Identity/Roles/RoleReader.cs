using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Platform.Modules;

namespace SmartAI.Identity.Roles;

/// <summary>Reads roles with the number of people who hold each.</summary>
internal sealed class RoleReader(IdentityDb db, ModuleCatalog modules)
{
    /// <summary>An installation has tens of roles; the bound is there so that nobody can make it otherwise.</summary>
    internal const int Most = 500;

    internal async Task<List<RoleView>> AllAsync(CancellationToken cancel) =>
        [.. (await Counted(db.Roles).OrderBy(r => r.Role.Name).Take(Most).ToListAsync(cancel)).Select(View)];

    internal async Task<(RoleView View, uint Version)?> FindAsync(Guid id, CancellationToken cancel) =>
        await Counted(db.Roles.Where(r => r.Id == id)).SingleOrDefaultAsync(cancel) is { } found ? (View(found), found.Role.Version) : null;

    private IQueryable<CountedRole> Counted(IQueryable<Role> roles) =>
        roles.AsNoTracking().Select(r => new CountedRole(r, db.Users.Count(u => new[] { r.Name }.All(n => u.Roles.Contains(n)))));

    private RoleView View(CountedRole found)
    {
        var role = found.Role;
        string[] permissions =
            role.Name == Role.Administrator ? [.. modules.Permissions.Select(p => p.Name).Order(StringComparer.Ordinal)] : role.Permissions;
        return new RoleView(role.Id, role.Name, role.Description, permissions, role.IsBuiltIn, found.Members, role.CreatedAt);
    }

    private sealed record CountedRole(Role Role, int Members);
}
