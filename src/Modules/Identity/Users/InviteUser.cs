using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SmartAI.Identity.Data;
using SmartAI.Identity.Mails;
using SmartAI.Identity.Roles;
using SmartAI.Platform;
using SmartAI.Platform.Access;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Users;

/// <summary>Invites somebody by mail. They are a person at once, in state invited, so that roles and shares can be given beforehand.</summary>
internal static class InviteUser
{
    internal sealed record Request(
        [property: StringLength(User.MaxEmail), EmailAddress] string Email,
        [property: Length(0, 50)] string[]? Roles
    );

    internal static void Map(RouteGroupBuilder invitations) =>
        invitations
            .MapPost("/", HandleAsync)
            .Operation("identity.invitations.create", "Invite somebody by mail")
            .Requires(IdentityPermissions.InviteUsers)
            .Fails(IdentityErrors.EmailTaken, IdentityErrors.UnknownRole, IdentityErrors.RightsExceeded)
            .AsTool(ToolUse.AfterApproval);

    private static async Task<Results<Created<Person>, ProblemHttpResult>> HandleAsync(
        Request request,
        Caller caller,
        IdentityDb db,
        Reach reach,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var asked = request.Roles ?? [Role.Member];
        string[] roles = [.. asked.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        await db.BeginAsync(cancel);
        var known = await db
            .Database.SqlQuery<string>($"select name as \"Value\" from identity.roles where name = any({roles}) for share")
            .ToListAsync(cancel);
        var unknown = Array.FindIndex(asked, r => !known.Contains(r, StringComparer.Ordinal));
        if (unknown >= 0)
            return IdentityErrors.UnknownRole.OnField($"/roles/{unknown}");
        if (!await reach.CoversAsync(caller, roles, cancel))
            return IdentityErrors.RightsExceeded.ToProblem();
        var normalized = User.Normalize(request.Email);
        if (await db.Users.AnyAsync(u => u.NormalizedEmail == normalized, cancel))
            return IdentityErrors.EmailTaken.ToProblem();

        var email = request.Email.Trim();
        var user = new User
        {
            Id = Ids.New(clock),
            Email = email,
            NormalizedEmail = normalized,
            DisplayName = email.Split('@')[0],
            Status = UserStatus.Invited,
            Roles = roles,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(user);
        db.Audit(IdentityAudit.Invited, user.Id, user.DisplayName);
        db.Enqueue(new IdentityMail(user.Id, MailPurpose.Invitation));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Two invitations of one address at once: both looked before either was there.
            return IdentityErrors.EmailTaken.ToProblem();
        }

        var person = new Person(user.Id, user.Email, user.DisplayName, user.Status, user.Roles, user.CreatedAt, null);
        return TypedResults.Created($"/api/v1/users/{user.Id}", person);
    }
}
