using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Guessing;
using SmartAI.Identity.Users;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Account;

/// <summary>Confirms an email address with the link that was mailed to it.</summary>
internal static class Verify
{
    internal sealed record Request([property: StringLength(200)] string Token);

    internal static void Map(RouteGroupBuilder account) =>
        account
            .MapPost("/verifications", HandleAsync)
            .Operation("identity.account.verify", "Confirm an email address")
            .AllowsAnyone("The link in the mail is the proof.")
            .Fails(IdentityErrors.LinkInvalid, IdentityErrors.TooManyAttempts);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        IdentityDb db,
        Links links,
        CancellationToken cancel
    )
    {
        if (await links.WaitAsync(http, cancel) is { } seconds)
            return Guesses.Refuse(http, seconds);
        if (await links.SpendAsync(request.Token, LinkPurpose.Verification, cancel) is not { } link)
        {
            await links.CountAsync(http);
            return IdentityErrors.LinkInvalid.ToProblem();
        }

        var user = await db.Users.SingleAsync(u => u.Id == link.UserId, cancel);
        // An account that was locked meanwhile stays locked.
        if (user.Status == UserStatus.Unverified)
        {
            user.Status = UserStatus.Active;
            db.RaiseNotification(
                IdentityNotifications.PersonJoined,
                NotificationTo.HoldersOf(IdentityPermissions.UpdateUsers, except: user.Id),
                $"/admin/people/{user.Id}",
                ("name", user.DisplayName)
            );
        }
        db.Audit(IdentityAudit.Verified, user.Id, user.DisplayName).By(user.Id, user.DisplayName);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
