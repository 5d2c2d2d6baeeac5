using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Guessing;
using SmartAI.Identity.Sessions;
using SmartAI.Platform.Operations.Maintenance;

namespace SmartAI.Identity.Data;

/// <summary>Removes sessions, links and guess counts whose time is over. Expired tokens stay: their owner wants to see why a program stopped.</summary>
internal sealed class IdentityUpkeep(IdentityDb db, TimeProvider clock) : IUpkeep
{
    private const int Step = 10_000;

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await db.Sessions.Where(s => s.ExpiresAt < now).Take(Step).ExecuteDeleteAsync(cancel);
        var forgotten = now - EndedSession.Kept;
        await db.Set<EndedSession>().Where(e => e.EndedAt < forgotten).Take(Step).ExecuteDeleteAsync(cancel);
        await db.Links.Where(l => l.ExpiresAt < now).Take(Step).ExecuteDeleteAsync(cancel);
        await db.Set<GuessCount>().Where(c => c.EndsAt < now).Take(Step).ExecuteDeleteAsync(cancel);
    }
}
