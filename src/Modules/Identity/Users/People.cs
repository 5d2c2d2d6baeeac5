using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Contracts;
using SmartAI.Identity.Data;
using SmartAI.Identity.Roles;

namespace SmartAI.Identity.Users;

internal sealed class People(IdentityDb db) : IPeople
{
    public async Task<IReadOnlyList<PersonContact>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        await ContactsAsync(db.Users.Where(u => ids.Contains(u.Id)), cancel);

    public async Task<IReadOnlyList<PersonContact>> HoldersOfAsync(string permission, Guid? after, int most, CancellationToken cancel)
    {
        var roles = await db.Roles.Where(r => r.Permissions.Contains(permission)).Select(r => r.Name).ToListAsync(cancel);
        // The administrator's role names no permission: it holds them all.
        string[] names = [.. roles, Role.Administrator];
        var holders = db.Users.Where(u => u.Status == UserStatus.Active && u.Roles.Any(r => names.Contains(r)));
        if (after is { } last)
            holders = holders.Where(u => u.Id > last);
        return await ContactsAsync(holders.OrderBy(u => u.Id).Take(most), cancel);
    }

    private static async Task<IReadOnlyList<PersonContact>> ContactsAsync(IQueryable<User> people, CancellationToken cancel)
    {
        var found = await people
            .AsNoTracking()
            .Select(u => new
            {
                u.Id,
                u.DisplayName,
                u.Email,
                u.Language,
                u.TimeZone,
                u.Status,
            })
            .ToListAsync(cancel);
        return
        [
            .. found.Select(u => new PersonContact(
                u.Id,
                u.DisplayName,
                u.Email,
                u.Language.ToString().ToLowerInvariant(),
                u.TimeZone,
                u.Status is UserStatus.Active or UserStatus.Locked
            )),
        ];
    }
}
