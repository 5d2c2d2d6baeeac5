using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Identity.Data;
using SmartAI.Identity.Guessing;
using SmartAI.Identity.Mails;
using SmartAI.Identity.Passwords;
using SmartAI.Identity.Roles;
using SmartAI.Identity.Sessions;
using SmartAI.Identity.Users;
using SmartAI.Platform;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Account;

/// <summary>Makes the first administrator, with the link that the server prints at its start.</summary>
internal static class Setup
{
    internal sealed record Request(
        [property: StringLength(200)] string Token,
        [property: StringLength(User.MaxEmail), EmailAddress] string Email,
        [property: StringLength(User.MaxName, MinimumLength = 1), RegularExpression(User.NamePattern)] string DisplayName,
        [property: StringLength(PasswordRules.MaxLength, MinimumLength = PasswordRules.MinLength)] string Password
    );

    internal static void Map(RouteGroupBuilder account) =>
        account
            .MapPost("/setup", HandleAsync)
            .Operation("identity.account.setup", "Make the first administrator")
            .AllowsAnyone("Nobody exists yet who could sign in; the printed link is the proof.")
            .Fails(
                IdentityErrors.LinkInvalid,
                IdentityErrors.AlreadySetUp,
                IdentityErrors.EmailTaken,
                IdentityErrors.TooManyAttempts,
                IdentityErrors.PasswordWeak,
                IdentityErrors.PasswordCommon
            );

    private static async Task<Results<Created<SessionView>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        IdentityDb db,
        Links links,
        PasswordLane passwords,
        SessionStarter starter,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (await links.WaitAsync(http, cancel) is { } seconds)
            return Guesses.Refuse(http, seconds);
        if (await SessionViews.HasAdministratorAsync(db, cancel))
            return IdentityErrors.AlreadySetUp.ToProblem();
        if (PasswordRules.Refuses(request.Password, request.Email, request.DisplayName) is { } weak)
            return weak.OnField("/password");
        var hash = await passwords.HashAsync(request.Password, cancel);
        if (await links.SpendAsync(request.Token, LinkPurpose.Setup, cancel) is null)
        {
            await links.CountAsync(http);
            return IdentityErrors.LinkInvalid.ToProblem();
        }

        var normalized = User.Normalize(request.Email);
        if (
            await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AnyAsync(
                db.Users,
                u => u.NormalizedEmail == normalized,
                cancel
            )
        )
            return IdentityErrors.EmailTaken.ToProblem();
        var user = new User
        {
            Id = Ids.New(clock),
            Email = request.Email.Trim(),
            NormalizedEmail = normalized,
            DisplayName = request.DisplayName.Trim(),
            Status = UserStatus.Active,
            PasswordHash = hash,
            Roles = [Role.Administrator, Role.Member],
            Language = Languages.Preferred(http.Request),
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(user);
        db.Audit(IdentityAudit.SetUp, user.Id, user.DisplayName).By(user.Id, user.DisplayName);
        var view = await starter.StartAsync(http, user, remember: false, cancel);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Created("/api/v1/me", view);
    }
}
