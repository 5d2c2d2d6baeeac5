using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Access;
using SmartAI.Identity.Data;
using SmartAI.Identity.Users;
using SmartAI.Platform;
using SmartAI.Platform.Http;

namespace SmartAI.Identity.Sessions;

/// <summary>Starts a session: after a right password, and after set-up.</summary>
internal sealed class SessionStarter(IdentityDb db, SessionCookie cookie, CallerFinder finder, SessionViews views, TimeProvider clock)
{
    /// <summary>Adds the session and its audit entry; the caller saves. The cookie leaves only if the change commits, with the answer.</summary>
    internal async Task<SessionView> StartAsync(HttpContext http, User user, bool remember, CancellationToken cancel)
    {
        await EndEarlierAsync(http, cancel);
        var now = clock.GetUtcNow();
        var secret = Ids.NewSecret();
        var agent = http.Request.Headers.UserAgent.ToString();
        var session = new Session
        {
            Id = Ids.New(clock),
            UserId = user.Id,
            SecretHash = Ids.Hash(secret),
            CreatedAt = now,
            ExpiresAt = now + Session.Lifetime(remember),
            LastSeenAt = now,
            Address = http.Connection.RemoteIpAddress?.ToString(),
            Client = agent[..Math.Min(agent.Length, 300)],
        };
        db.Add(session);
        user.Activity.LastSeenAt = now;
        db.Audit(IdentityAudit.SessionStarted, session.Id, user.DisplayName).By(user.Id, user.DisplayName);
        cookie.Write(http.Response, secret, remember ? Session.Lifetime(true) : null);
        return await views.ForAsync(
            user,
            await finder.PermissionsOfAsync(db, user.Roles, cancel),
            new CookieCredential(secret).AntiforgeryToken,
            cancel
        );
    }

    /// <summary>The session that this browser came with, whoever's it was: its cookie is about to be overwritten, and nobody could end it any more.</summary>
    private async Task EndEarlierAsync(HttpContext http, CancellationToken cancel)
    {
        if (cookie.Read(http.Request) is not { Length: > 0 } earlier)
            return;
        var hash = Ids.Hash(earlier);
        if (await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.SecretHash == hash, cancel) is not { } session)
            return;
        var owner = await db.Users.AsNoTracking().SingleAsync(u => u.Id == session.UserId, cancel);
        await db.EndSessionsAsync(session.UserId, s => s.Id == session.Id, "signed-out", cancel);
        db.Audit(IdentityAudit.SessionEnded, session.Id, owner.DisplayName).By(owner.Id, owner.DisplayName);
    }
}
