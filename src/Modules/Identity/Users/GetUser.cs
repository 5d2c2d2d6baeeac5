using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Users;

/// <summary>Reads one person.</summary>
internal static class GetUser
{
    internal static void Map(RouteGroupBuilder users) =>
        users
            .MapGet("/{id:guid}", HandleAsync)
            .Operation("identity.users.get", "Read one person")
            .Requires(IdentityPermissions.ReadUsers)
            .Fails(IdentityErrors.UserNotFound)
            .AsTool(ToolUse.Read);

    private static async Task<Results<Ok<PersonDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        IdentityDb db,
        CancellationToken cancel
    )
    {
        var user = await db.Users.AsNoTracking().Include(u => u.Activity).SingleOrDefaultAsync(u => u.Id == id, cancel);
        if (user is null)
            return IdentityErrors.UserNotFound.ToProblem();
        response.Set(user.Version);
        return TypedResults.Ok(PersonDetail.Of(user));
    }
}
