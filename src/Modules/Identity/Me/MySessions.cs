using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Identity.Data;
using SmartAI.Identity.Sessions;
using SmartAI.Platform.Access;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Me;

/// <summary>Shows the browsers that one is signed in with, and ends any of them.</summary>
internal static class MySessions
{
    private static readonly ListOf<Session, MySession> Sessions = ListOf<Session, MySession>
        .By(s => s.Id, s => new MySession(s.Id, s.CreatedAt, s.LastSeenAt, s.ExpiresAt, s.Address, s.Client, false))
        .Scope(caller => caller.UserId, (session, me) => session.UserId == me)
        .Sort("createdAt", s => s.CreatedAt);

    internal static void Map(RouteGroupBuilder me)
    {
        me.MapGet("/sessions", ListAsync)
            .Operation("identity.me.sessions.list", "List the browsers that you are signed in with")
            .RequiresSelf()
            .AnswersList(Sessions)
            .AsTool(ToolUse.Read);
        me.MapDelete("/sessions/{id:guid}", EndAsync)
            .Operation("identity.me.sessions.end", "End one of your sessions")
            .RequiresSelf()
            .Addresses(IdentityAudit.Session)
            .Fails(IdentityErrors.SessionNotFound)
            .AsTool(ToolUse.AfterApproval);
    }

    private static async Task<IResult> ListAsync(
        ListRequest list,
        Caller caller,
        IdentityDb db,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var answer = await Sessions.AnswerAsync(list, db, cancel);
        if (answer is not Ok<Page<MySession>> { Value: { } page })
            return answer;
        // Which of them asks is not in the row; and one that has run out stays a row until upkeep comes by.
        var now = clock.GetUtcNow();
        return TypedResults.Ok(
            page with
            {
                Items = [.. page.Items.Where(s => s.ExpiresAt > now).Select(s => s with { IsCurrent = s.Id == caller.CredentialId })],
            }
        );
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

/// <summary>One of a person's sign-ins.</summary>
internal sealed record MySession(
    Guid Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset ExpiresAt,
    string? Address,
    string? Client,
    bool IsCurrent
);
