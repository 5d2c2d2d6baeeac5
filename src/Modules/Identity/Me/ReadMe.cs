using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Me;

/// <summary>Reads one's own account.</summary>
internal static class ReadMe
{
    internal static void Map(RouteGroupBuilder me) =>
        me.MapGet("/", HandleAsync).Operation("identity.me.read", "Read your own account").RequiresSelf().AsTool(ToolUse.Read);

    private static async Task<Ok<Me>> HandleAsync(Caller caller, HttpResponse response, IdentityDb db, CancellationToken cancel)
    {
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == caller.UserId, cancel);
        response.Set(user.Version);
        return TypedResults.Ok(Me.Of(user));
    }
}
