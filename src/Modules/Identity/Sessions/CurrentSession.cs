using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Platform;
using SmartAI.Platform.Access;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Sessions;

/// <summary>Says who is signed in: nobody is an answer too, because the web app asks it first of all.</summary>
internal static class CurrentSession
{
    internal static void Map(RouteGroupBuilder session) =>
        session
            .MapGet("/", HandleAsync)
            .Operation("identity.session.current", "Tell who is signed in, with permissions and antiforgery token")
            .AllowsAnyone("The web app asks before anybody is signed in; nobody is told nothing.");

    private static async Task<Ok<SessionView>> HandleAsync(
        HttpContext http,
        IdentityDb db,
        SessionViews views,
        SessionCookie cookie,
        CancellationToken cancel
    )
    {
        var caller = Caller.Of(http);
        var user = caller is null ? null : await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == caller.UserId, cancel);
        var view = await views.ForAsync(user, caller?.Effective ?? [], http.Features.Get<CookieCredential>()?.AntiforgeryToken, cancel);
        if (user is null && cookie.Read(http.Request) is { } secret)
            view = view with { EndedBy = await ReasonAsync(db, Ids.Hash(secret), cancel) };
        return TypedResults.Ok(view);
    }

    private static Task<string?> ReasonAsync(IdentityDb db, byte[] hash, CancellationToken cancel) =>
        db.Set<EndedSession>().Where(e => e.SecretHash == hash).Select(e => e.Reason).SingleOrDefaultAsync(cancel);
}
