using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using SmartAI.Identity.Data;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Users;

/// <summary>Lists people.</summary>
internal static class ListUsers
{
    private static readonly ListOf<User, Person> People = ListOf<User, Person>
        .By(u => u.Id, u => new Person(u.Id, u.Email, u.DisplayName, u.Status, u.Roles, u.CreatedAt, u.Activity.LastSeenAt))
        .Sort("createdAt", u => u.CreatedAt)
        .Sort("email", u => u.Email)
        .Sort("displayName", u => u.DisplayName)
        .Sort("lastSeenAt", u => u.Activity.LastSeenAt)
        .FilterAny<UserStatus>("status", "Only people in one of these states.", (u, states) => states.Contains(u.Status))
        // All over one element becomes the containment operator, which the GIN index on roles serves.
        .Filter<string>("role", "Only people who hold this role.", (u, role) => new[] { role }.All(r => u.Roles.Contains(r)))
        .Filter<DateTimeOffset>("createdFrom", "Only people who were added at this time or later.", (u, from) => u.CreatedAt >= from)
        .Filter<DateTimeOffset>("createdTo", "Only people who were added at this time or earlier.", (u, to) => u.CreatedAt <= to)
        .Search("q", "Only people whose name or email address holds this text.", u => u.SearchText);

    internal static void Map(RouteGroupBuilder users) =>
        users
            .MapGet("/", (ListRequest list, IdentityDb db, CancellationToken cancel) => People.AnswerAsync(list, db, cancel))
            .Operation(
                "identity.users.list",
                "List people",
                "People of this installation, newest first unless sorted otherwise. Reading the list tells who exists."
            )
            .Requires(IdentityPermissions.ReadUsers)
            .AnswersList(People)
            .AsTool(ToolUse.Read);
}
