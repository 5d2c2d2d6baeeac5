using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Identity.Data;
using SmartAI.Identity.Users;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;

namespace SmartAI.Identity.Access;

/// <summary>People as callers without a credential. Read anew each time: what runs days after it was asked for must not rest on a cache.</summary>
internal sealed class Callers(IServiceScopeFactory scopes, CallerFinder finder, Wakeups wakeups) : ICallers
{
    public async Task<Caller?> FindAsync(Guid userId, Face face, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var person = await db
            .Users.Where(u => u.Id == userId && u.Status == UserStatus.Active)
            .Select(u => new { u.DisplayName, u.Roles })
            .SingleOrDefaultAsync(cancel);
        return person is null
            ? null
            : new Caller(userId, person.DisplayName, face, await finder.PermissionsOfAsync(db, person.Roles, cancel), null, Guid.Empty)
            {
                Roles = person.Roles,
            };
    }

    public IDisposable OnChange(Action<Guid?> changed) =>
        wakeups.Subscribe(CallerCache.Channel, payload => changed(Guid.TryParse(payload, out var person) ? person : null));

    public async Task<IReadOnlyList<string>> RolesAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IdentityDb>().Roles.Select(r => r.Name).OrderBy(n => n).ToListAsync(cancel);
    }
}
