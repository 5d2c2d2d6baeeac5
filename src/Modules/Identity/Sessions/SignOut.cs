using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Identity.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Sessions;

/// <summary>Ends the session that the request came with.</summary>
internal static class SignOut
{
    internal static void Map(RouteGroupBuilder session) =>
        session
            .MapDelete("/", HandleAsync)
            .Operation("identity.session.sign_out", "Sign out")
            .RequiresSelf()
            .Fails(IdentityErrors.SessionNeeded)
            .NotATool("It ends a browser's session; a tool call comes without one.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Caller caller,
        HttpContext http,
        IdentityDb db,
        SessionCookie cookie,
        CancellationToken cancel
    )
    {
        if (caller.Face != Face.Web)
            return IdentityErrors.SessionNeeded.ToProblem();
        await db.EndSessionsAsync(caller.UserId, s => s.Id == caller.CredentialId, "signed-out", cancel);
        db.Audit(IdentityAudit.SessionEnded, caller.CredentialId, caller.Name);
        await db.SaveChangesAsync(cancel);
        cookie.Remove(http.Response);
        return TypedResults.NoContent();
    }
}
