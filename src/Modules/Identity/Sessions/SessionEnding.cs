using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Access;
using SmartAI.Identity.Data;
using SmartAI.Platform.Http;

namespace SmartAI.Identity.Sessions;

/// <summary>Ends sessions as part of a change: at its commit every node forgets them and their open pages are told why.</summary>
internal static class SessionEnding
{
    internal static async Task<int> EndSessionsAsync(
        this IdentityDb db,
        Guid userId,
        Expression<Func<Session, bool>> which,
        string reason,
        CancellationToken cancel
    )
    {
        var sessions = db.Sessions.Where(s => s.UserId == userId).Where(which);
        // A person has few sessions; the bound is there so that nobody can make it otherwise.
        var ids = await sessions.Select(s => s.Id).Take(1000).ToListAsync(cancel);
        await db.Database.ExecuteSqlAsync(
            $"""
            with gone as (delete from identity.sessions where id = any({ids}) returning secret_hash)
            insert into identity.ended_sessions (secret_hash, reason, ended_at) select secret_hash, {reason}, clock_timestamp() from gone
            """,
            cancel
        );
        foreach (var id in ids)
            await db.TellAsync(userId, id, "session-ended", new { reason }, cancel);
        await db.ForgetCallerAsync(userId, cancel);
        return ids.Count;
    }

    /// <summary>Makes every node look up again who this person is, at the commit.</summary>
    internal static Task ForgetCallerAsync(this IdentityDb db, Guid userId, CancellationToken cancel) =>
        db.NotifyAsync(CallerCache.Channel, userId.ToString(), cancel);

    /// <summary>Makes every node look up again who anybody is, at the commit.</summary>
    internal static Task ForgetCallersAsync(this IdentityDb db, CancellationToken cancel) =>
        db.NotifyAsync(CallerCache.Channel, "", cancel);
}
