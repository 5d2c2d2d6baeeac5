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
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Account;

/// <summary>Turns an invitation into an account: the invited person chooses name and password.</summary>
internal static class AcceptInvitation
{
    internal sealed record Request(
        [property: StringLength(200)] string Token,
        [property: StringLength(User.MaxName, MinimumLength = 1), RegularExpression(User.NamePattern)] string DisplayName,
        [property: StringLength(PasswordRules.MaxLength, MinimumLength = PasswordRules.MinLength)] string Password
    );

    internal static void Map(RouteGroupBuilder account) =>
        account
            .MapPost("/invitations", HandleAsync)
            .Operation("identity.account.accept_invitation", "Accept an invitation")
            .AllowsAnyone("The link in the mail is the proof.")
            .Fails(IdentityErrors.LinkInvalid, IdentityErrors.TooManyAttempts, IdentityErrors.PasswordWeak, IdentityErrors.PasswordCommon);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        IdentityDb db,
        Links links,
        PasswordLane passwords,
        CancellationToken cancel
    )
    {
        if (await links.WaitAsync(http, cancel) is { } seconds)
            return Guesses.Refuse(http, seconds);
        if (PasswordRules.Refuses(request.Password, request.DisplayName) is { } weak)
            return weak.OnField("/password");
        var hash = await passwords.HashAsync(request.Password, cancel);
        if (await links.SpendAsync(request.Token, LinkPurpose.Invitation, cancel) is not { } link)
        {
            await links.CountAsync(http);
            return IdentityErrors.LinkInvalid.ToProblem();
        }

        var user = await db.Users.SingleAsync(u => u.Id == link.UserId, cancel);
        if (user.Status != UserStatus.Invited)
            return IdentityErrors.LinkInvalid.ToProblem();
        user.Status = UserStatus.Active;
        user.DisplayName = request.DisplayName.Trim();
        user.PasswordHash = hash;
        db.RaiseNotification(
            IdentityNotifications.PersonJoined,
            NotificationTo.HoldersOf(IdentityPermissions.UpdateUsers, except: user.Id),
            $"/admin/people/{user.Id}",
            ("name", user.DisplayName)
        );
        db.Audit(IdentityAudit.InvitationAccepted, user.Id, user.DisplayName).By(user.Id, user.DisplayName);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
