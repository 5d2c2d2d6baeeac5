using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Identity.Data;
using SmartAI.Platform.Data.Together;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Users;

/// <summary>Reads one person.</summary>
internal static class GetUser
{
    private static readonly RowsById<IdentityDb, User, Found> ById = new(
        u => u.Id,
        u => new Found(
            new PersonDetail(
                u.Id,
                u.Email,
                u.DisplayName,
                u.Status,
                u.Roles,
                u.CreatedAt,
                u.Activity.LastSeenAt,
                u.LockReason,
                u.LockedAt,
                u.Language,
                u.TimeZone
            ),
            u.Version
        )
    );

    internal static void AddServices(IServiceCollection services) =>
        services.AddSingleton(provider => new BatchedRead<IdentityDb, Found>(
            provider.GetRequiredService<IServiceScopeFactory>(),
            ById.Run,
            found => found.Person.Id
        ));

    internal static void Map(RouteGroupBuilder users) =>
        users
            .MapGet("/{id:guid}", HandleAsync)
            .Operation("identity.users.get", "Read one person")
            .Requires(IdentityPermissions.ReadUsers)
            .Addresses(IdentityAudit.User)
            .Fails(IdentityErrors.UserNotFound)
            .AsTool(ToolUse.Read);

    private static async Task<Results<Ok<PersonDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        BatchedRead<IdentityDb, Found> people,
        CancellationToken cancel
    )
    {
        if (await people.FindAsync(id, cancel) is not { } found)
            return IdentityErrors.UserNotFound.ToProblem();
        response.Set(found.Version);
        return TypedResults.Ok(found.Person);
    }

    internal sealed record Found(PersonDetail Person, uint Version);
}
