using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Guessing;
using SmartAI.Identity.Passwords;
using SmartAI.Identity.Users;
using SmartAI.Platform;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Sessions;

/// <summary>Signs a person in. The state of an account is told only to those who know its password.</summary>
internal static class SignIn
{
    internal sealed record Request(
        [property: StringLength(User.MaxEmail)] string Email,
        [property: StringLength(PasswordRules.MaxLength)] string Password,
        bool RememberMe
    );

    internal static void Map(RouteGroupBuilder session) =>
        session
            .MapPost("/", HandleAsync)
            .Operation("identity.session.sign_in", "Sign in with email and password")
            .AllowsAnyone("It is how somebody becomes signed in.")
            .Fails(
                IdentityErrors.InvalidCredentials,
                IdentityErrors.EmailUnverified,
                IdentityErrors.UserLocked,
                IdentityErrors.UserDeactivated,
                IdentityErrors.TooManyAttempts
            );

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        IdentityDb db,
        PasswordLane passwords,
        Guesses guesses,
        SessionStarter starter,
        OperationContext operation,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var account = User.Normalize(request.Email);
        var subjects = guesses.SubjectsOf(http, account);
        if (await guesses.WaitAsync(subjects, cancel) is { } seconds)
            return Guesses.Refuse(http, seconds);

        var user = await db.Users.Include(u => u.Activity).SingleOrDefaultAsync(u => u.NormalizedEmail == account, cancel);
        // Hashed for an unknown address too, so that time tells no more than words do.
        if (!await passwords.VerifyAsync(user?.PasswordHash, request.Password, cancel))
        {
            var tooMany = await guesses.CountAsync(subjects);
            if (user is not null)
                operation.About(IdentityAudit.User, user.Id, user.DisplayName);
            return tooMany is { } pause ? Guesses.Refuse(http, pause) : IdentityErrors.InvalidCredentials.ToProblem();
        }

        // Asked again: guesses that were sent together were all let in above, and the right one among them must not show after the limit.
        if (await guesses.WaitAsync(subjects, cancel) is { } later)
            return Guesses.Refuse(http, later);

        operation.About(IdentityAudit.User, user!.Id, user.DisplayName);
        var refused = user.Status switch
        {
            UserStatus.Active => null,
            UserStatus.Locked => IdentityErrors.UserLocked,
            UserStatus.Deactivated => IdentityErrors.UserDeactivated,
            _ => IdentityErrors.EmailUnverified,
        };
        if (refused is not null)
            return refused.ToProblem();

        // The first sign-in of all is no news to the person who makes it.
        if (user.Activity.LastSeenAt is not null && !guesses.Recognises(http, account))
            db.RaiseNotification(
                IdentityNotifications.NewDevice,
                NotificationTo.Person(user.Id),
                "/me/security",
                ("time", clock.GetUtcNow()),
                ("address", operation.Address ?? ""),
                ("client", ClientName.Of(operation.Client))
            );
        var view = await starter.StartAsync(http, user, request.RememberMe, cancel);
        guesses.Recognise(http, account, Ids.New(clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(view);
    }
}
