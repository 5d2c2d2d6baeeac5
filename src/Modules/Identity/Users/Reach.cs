using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Access;
using SmartAI.Identity.Data;
using SmartAI.Identity.Roles;
using SmartAI.Platform.Access;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Users;

/// <summary>
/// What one person may do to another: nothing to somebody who holds rights that they do not hold themselves, or a help desk could lock out, or make
/// itself, an administrator.
/// </summary>
internal sealed class Reach(IdentityDb db, CallerFinder finder, ModuleCatalog modules, OperationContext operation)
{
    /// <summary>The person, held against concurrent changes until the operation ends; or why not.</summary>
    internal async Task<(User? User, ProblemHttpResult? Refused)> TakeAsync(Guid id, Caller caller, CancellationToken cancel)
    {
        await db.BeginAsync(cancel);
        var user = await db.Users.Include(u => u.Activity).SingleOrDefaultAsync(u => u.Id == id, cancel);
        if (user is null)
            return (null, IdentityErrors.UserNotFound.ToProblem());
        if (user.Roles.Contains(Role.Administrator, StringComparer.Ordinal))
        {
            // The order in which two administrators lock each other decides; without this both would succeed.
            await db.Database.ExecuteSqlAsync($"select 1 from identity.roles where name = {Role.Administrator} for update", cancel);
            await db.Entry(user).ReloadAsync(cancel);
        }

        operation.About(IdentityAudit.User, user.Id, user.DisplayName);
        if (!await CoversAsync(caller, user.Roles, cancel))
            return (null, IdentityErrors.RightsExceeded.ToProblem());
        return (user, null);
    }

    /// <summary>True if the caller holds every permission that these roles give.</summary>
    internal async Task<bool> CoversAsync(Caller caller, string[] roles, CancellationToken cancel) =>
        // Roles give no more than modules declare: who holds all of that need not be compared with any.
        modules.Permissions.All(p => caller.Granted.Contains(p.Name))
        || caller.Granted.IsSupersetOf(await finder.PermissionsOfAsync(db, roles, cancel));

    /// <summary>True if the person is the only one left who can administer.</summary>
    internal async Task<bool> IsLastAdministratorAsync(User user, CancellationToken cancel) =>
        user.Roles.Contains(Role.Administrator, StringComparer.Ordinal)
        && user.Status == UserStatus.Active
        && !await db.Users.AnyAsync(
            u => u.Id != user.Id && u.Status == UserStatus.Active && new[] { Role.Administrator }.All(r => u.Roles.Contains(r)),
            cancel
        );
}
