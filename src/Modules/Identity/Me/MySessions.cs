using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Sessions;
using SmartAI.Platform.Access;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Me;

/// <summary>Shows the browsers that one is signed in with, and ends any of them.</summary>
internal static class MySessions
{
    /// <summary>A sign-in; the one that asks is marked by its id, which <c>GET /session</c> does not need to tell.</summary>
    internal sealed record MySession(
        Guid Id,
        DateTimeOffset CreatedAt,
        DateTimeOffset LastSeenAt,
        DateTimeOffset ExpiresAt,
        string? Address,
        string? Client,
        bool IsCurrent
    );

    internal static void Map(RouteGroupBuilder me)
    {
        me.MapGet("/sessions", ListAsync)
            .Operation("identity.me.sessions.list", "List the browsers that you are signed in with")
            .RequiresSelf()
            .AsTool(ToolUse.Read);
        me.MapDelete("/sessions/{id:guid}", EndAsync)
            .Operation("identity.me.sessions.end", "End one of your sessions")
            .RequiresSelf()
            .Fails(IdentityErrors.SessionNotFound)
            .AsTool(ToolUse.AfterApproval);
    }

    private static async Task<Ok<Page<MySession>>> ListAsync(Caller caller, IdentityDb db, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var sessions = await db
            .Sessions.Where(s => s.UserId == caller.UserId && s.ExpiresAt > now)
            .OrderByDescending(s => s.LastSeenAt)
            .Take(200)
            .Select(s => new MySession(s.Id, s.CreatedAt, s.LastSeenAt, s.ExpiresAt, s.Address, s.Client, s.Id == caller.CredentialId))
            .ToListAsync(cancel);
        return TypedResults.Ok(new Page<MySession>(sessions, null, null));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        Guid id,
        Caller caller,
        IdentityDb db,
        CancellationToken cancel
    )
    {
        if (await db.EndSessionsAsync(caller.UserId, s => s.Id == id, "ended", cancel) == 0)
            return IdentityErrors.SessionNotFound.ToProblem();
        db.Audit(IdentityAudit.SessionEnded, id, caller.Name);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
