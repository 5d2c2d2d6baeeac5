using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Identity.Data;
using SmartAI.Identity.Roles;
using SmartAI.Identity.Users;
using SmartAI.Platform;
using SmartAI.Platform.Access;
using SmartAI.Platform.Modules;

namespace SmartAI.Identity.Access;

/// <summary>
/// Finds the person behind a session cookie or a personal access token. Only an active person is anybody. A look-up takes a context of its own and gives it
/// back: one of the request's own would stay taken for as long as the request lasts, which for an open stream is hours (10 KB of each, bench/live.sh).
/// </summary>
internal sealed class CallerFinder(IServiceScopeFactory scopes, CallerCache cache, ModuleCatalog modules, TimeProvider clock)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    internal Task<Caller?> BySessionAsync(string secret, CancellationToken cancel) => FindAsync(secret, FromSessionAsync, cancel);

    internal Task<Caller?> ByTokenAsync(string token, CancellationToken cancel) => FindAsync(token, FromTokenAsync, cancel);

    /// <summary>The permissions that roles of these names give. What no module declares any more gives nothing.</summary>
    internal async Task<FrozenSet<string>> PermissionsOfAsync(IdentityDb db, string[] roles, CancellationToken cancel)
    {
        var declared = modules.Permissions.Select(p => p.Name);
        if (roles.Contains(Role.Administrator, StringComparer.Ordinal))
            return declared.ToFrozenSet(StringComparer.Ordinal);
        var granted = await db.Roles.Where(r => roles.Contains(r.Name)).Select(r => r.Permissions).ToListAsync(cancel);
        return declared.Intersect(granted.SelectMany(p => p), StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal);
    }

    private async Task<Caller?> FindAsync(
        string secret,
        Func<IdentityDb, byte[], CancellationToken, Task<(Caller, DateTimeOffset)?>> look,
        CancellationToken cancel
    )
    {
        var hash = Ids.Hash(secret);
        var credential = Convert.ToBase64String(hash);
        if (cache.TryGet(credential, out var known))
            return known;
        var generation = cache.Generation;
        await using var scope = scopes.CreateAsyncScope();
        if (await look(scope.ServiceProvider.GetRequiredService<IdentityDb>(), hash, cancel) is not var (caller, expires))
            return null;
        cache.Keep(credential, caller, expires, generation);
        return caller;
    }

    private async Task<(Caller, DateTimeOffset)?> FromSessionAsync(IdentityDb db, byte[] hash, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var found = await db
            .Sessions.Where(s => s.SecretHash == hash && s.ExpiresAt > now)
            .Join(
                db.Users.Where(u => u.Status == UserStatus.Active),
                s => s.UserId,
                u => u.Id,
                (s, u) =>
                    new
                    {
                        s.Id,
                        s.ExpiresAt,
                        s.LastSeenAt,
                        UserId = u.Id,
                        u.DisplayName,
                        u.Roles,
                    }
            )
            .SingleOrDefaultAsync(cancel);
        if (found is null)
            return null;
        if (found.LastSeenAt < now - SeenEvery)
        {
            await db.Sessions.Where(s => s.Id == found.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), cancel);
            await SeenAsync(db, found.UserId, now, cancel);
        }

        var granted = await PermissionsOfAsync(db, found.Roles, cancel);
        return (new Caller(found.UserId, found.DisplayName, Face.Web, granted, null, found.Id) { Roles = found.Roles }, found.ExpiresAt);
    }

    private async Task<(Caller, DateTimeOffset)?> FromTokenAsync(IdentityDb db, byte[] hash, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var found = await db
            .Tokens.Where(t => t.SecretHash == hash && t.ExpiresAt > now)
            .Join(
                db.Users.Where(u => u.Status == UserStatus.Active),
                t => t.UserId,
                u => u.Id,
                (t, u) =>
                    new
                    {
                        t.Id,
                        t.ExpiresAt,
                        t.LastUsedAt,
                        t.Scopes,
                        UserId = u.Id,
                        u.DisplayName,
                        u.Roles,
                    }
            )
            .SingleOrDefaultAsync(cancel);
        if (found is null)
            return null;
        if (found.LastUsedAt is not { } used || used < now - SeenEvery)
        {
            await db.Tokens.Where(t => t.Id == found.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), cancel);
            await SeenAsync(db, found.UserId, now, cancel);
        }

        var granted = await PermissionsOfAsync(db, found.Roles, cancel);
        var caller = new Caller(
            found.UserId,
            found.DisplayName,
            Face.Token,
            granted,
            found.Scopes.ToFrozenSet(StringComparer.Ordinal),
            found.Id
        )
        {
            Roles = found.Roles,
        };
        return (caller, found.ExpiresAt);
    }

    private static Task<int> SeenAsync(IdentityDb db, Guid userId, DateTimeOffset now, CancellationToken cancel) =>
        db.Set<UserActivity>()
            .Where(a => a.UserId == userId && (a.LastSeenAt == null || a.LastSeenAt < now - SeenEvery))
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastSeenAt, now), cancel);
}
