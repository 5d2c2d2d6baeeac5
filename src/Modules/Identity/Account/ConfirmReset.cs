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
using SmartAI.Identity.Users;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Account;

/// <summary>Sets a new password with the mailed link and ends every session of the person.</summary>
internal static class ConfirmReset
{
    internal sealed record Request(
        [property: StringLength(200)] string Token,
        [property: StringLength(PasswordRules.MaxLength, MinimumLength = PasswordRules.MinLength)] string Password
    );

    internal static void Map(RouteGroupBuilder account) =>
        account
            .MapPost("/password-resets/confirmations", HandleAsync)
            .Operation("identity.account.confirm_reset", "Set a new password with the mailed link")
            .AllowsAnyone("The link in the mail is the proof.")
            .Fails(IdentityErrors.LinkInvalid, IdentityErrors.TooManyAttempts, IdentityErrors.PasswordWeak, IdentityErrors.PasswordCommon);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        IdentityDb db,
        Links links,
        PasswordLane passwords,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (await links.WaitAsync(http, cancel) is { } seconds)
            return Guesses.Refuse(http, seconds);
        // Before the link is spent: a refused password must leave it usable.
        if (PasswordRules.Refuses(request.Password) is { } weak)
            return weak.OnField("/password");
        var hash = await passwords.HashAsync(request.Password, cancel);
        if (await links.SpendAsync(request.Token, LinkPurpose.PasswordReset, cancel) is not { } link)
        {
            await links.CountAsync(http);
            return IdentityErrors.LinkInvalid.ToProblem();
        }

        var user = await db.Users.SingleAsync(u => u.Id == link.UserId, cancel);
        user.PasswordHash = hash;
        // Whoever reads the mailbox owns the address.
        if (user.Status == UserStatus.Unverified)
            user.Status = UserStatus.Active;
        db.Audit(IdentityAudit.PasswordReset, user.Id, user.DisplayName).By(user.Id, user.DisplayName);
        db.RaiseNotification(
            IdentityNotifications.PasswordChanged,
            NotificationTo.Person(user.Id),
            "/me/security",
            ("time", clock.GetUtcNow()),
            ("address", http.Connection.RemoteIpAddress?.ToString() ?? "")
        );
        await db.EndSessionsAsync(user.Id, _ => true, "password-changed", cancel);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
