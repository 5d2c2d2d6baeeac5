using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Guessing;
using SmartAI.Identity.Passwords;
using SmartAI.Identity.Sessions;
using SmartAI.Platform.Access;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Me;

/// <summary>Changes one's own password and ends the other sessions.</summary>
internal static class ChangePassword
{
    internal sealed record Request(
        [property: StringLength(PasswordRules.MaxLength)] string CurrentPassword,
        [property: StringLength(PasswordRules.MaxLength, MinimumLength = PasswordRules.MinLength)] string NewPassword
    );

    internal static void Map(RouteGroupBuilder me) =>
        me.MapPost("/password", HandleAsync)
            .Operation("identity.me.change_password", "Change your own password")
            .RequiresSelf()
            .Fails(
                IdentityErrors.SessionNeeded,
                IdentityErrors.PasswordWrong,
                IdentityErrors.PasswordWeak,
                IdentityErrors.PasswordCommon,
                IdentityErrors.TooManyAttempts
            )
            .NotATool("A password belongs in no conversation.");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request,
        Caller caller,
        HttpContext http,
        IdentityDb db,
        PasswordLane passwords,
        Guesses guesses,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (caller.Face != Face.Web)
            return IdentityErrors.SessionNeeded.ToProblem();
        // Somebody at an unlocked screen is a guesser too.
        var subjects = new[] { ($"password {caller.UserId}", Guesses.PerAccountAndAddress) };
        if (await guesses.WaitAsync(subjects, cancel) is { } seconds)
            return Guesses.Refuse(http, seconds);

        var user = await db.Users.SingleAsync(u => u.Id == caller.UserId, cancel);
        if (!await passwords.VerifyAsync(user.PasswordHash, request.CurrentPassword, cancel))
        {
            return await guesses.CountAsync(subjects) is { } pause
                ? Guesses.Refuse(http, pause)
                : IdentityErrors.PasswordWrong.OnField("/currentPassword");
        }

        // Asked again: of guesses that were sent together the right one must not show after the limit.
        if (await guesses.WaitAsync(subjects, cancel) is { } later)
            return Guesses.Refuse(http, later);

        if (PasswordRules.Refuses(request.NewPassword, user.Email, user.DisplayName) is { } weak)
            return weak.OnField("/newPassword");
        user.PasswordHash = await passwords.HashAsync(request.NewPassword, cancel);
        db.Audit(IdentityAudit.PasswordChanged, user.Id, user.DisplayName);
        db.RaiseNotification(
            IdentityNotifications.PasswordChanged,
            NotificationTo.Person(user.Id),
            "/me/security",
            ("time", clock.GetUtcNow()),
            ("address", http.Connection.RemoteIpAddress?.ToString() ?? "")
        );
        await db.EndSessionsAsync(user.Id, s => s.Id != caller.CredentialId, "password-changed", cancel);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
