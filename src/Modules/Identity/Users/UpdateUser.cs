using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Roles;
using SmartAI.Identity.Sessions;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Users;

/// <summary>Changes a person's name and roles. JSON Merge Patch: what is not named stays.</summary>
internal static class UpdateUser
{
    internal sealed record Request(
        [property: StringLength(User.MaxName, MinimumLength = 1), RegularExpression(User.NamePattern)] string? DisplayName,
        [property: Length(0, 50)] string[]? Roles
    );

    internal static void Map(RouteGroupBuilder users) =>
        users
            .MapPatch("/{id:guid}", HandleAsync)
            .Operation("identity.users.update", "Change a person's name and roles")
            .Requires(IdentityPermissions.UpdateUsers)
            .Addresses(IdentityAudit.User)
            .Fails(
                IdentityErrors.UserNotFound,
                IdentityErrors.UnknownRole,
                IdentityErrors.RightsExceeded,
                IdentityErrors.LastAdministrator,
                PlatformErrors.Stale
            )
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<Ok<PersonDetail>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        IfMatch ifMatch,
        Caller caller,
        HttpResponse response,
        IdentityDb db,
        Reach reach,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var (user, refused) = await reach.TakeAsync(id, caller, cancel);
        if (user is null)
            return refused!;
        if (ifMatch.Refuses(user.Version, () => PersonDetail.Of(user)) is { } stale)
            return stale;

        if (request.Roles is { } roles)
        {
            roles = [.. roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            // Held until the commit: a role that is deleted meanwhile must not come back to life on a person.
            var known = await db
                .Database.SqlQuery<string>($"select name as \"Value\" from identity.roles where name = any({roles}) for share")
                .ToListAsync(cancel);
            var unknown = Array.FindIndex(request.Roles, r => !known.Contains(r, StringComparer.Ordinal));
            if (unknown >= 0)
                return IdentityErrors.UnknownRole.OnField($"/roles/{unknown}");
            if (!await reach.CoversAsync(caller, roles, cancel))
                return IdentityErrors.RightsExceeded.ToProblem();
            if (!roles.Contains(Role.Administrator, StringComparer.Ordinal) && await reach.IsLastAdministratorAsync(user, cancel))
                return IdentityErrors.LastAdministrator.ToProblem();
            if (!roles.SequenceEqual(user.Roles, StringComparer.Ordinal))
            {
                user.Roles = roles;
                db.RaiseNotification(
                    IdentityNotifications.RolesChanged,
                    NotificationTo.Person(user.Id),
                    "/me/profile",
                    ("time", clock.GetUtcNow()),
                    ("roles", roles.Length == 0 ? "–" : string.Join(", ", roles))
                );
            }
        }

        user.DisplayName = request.DisplayName?.Trim() ?? user.DisplayName;
        if (db.ChangeTracker.HasChanges())
        {
            db.Audit(IdentityAudit.Updated, user.Id, user.DisplayName);
            await db.SaveChangesAsync(cancel);
            await db.ForgetCallerAsync(user.Id, cancel);
        }

        response.Set(user.Version);
        return TypedResults.Ok(PersonDetail.Of(user));
    }
}
