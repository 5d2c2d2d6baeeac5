using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Guessing;
using SmartAI.Identity.Mails;
using SmartAI.Identity.Users;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Account;

/// <summary>Mails a link to set a new password, if the address belongs to somebody who may sign in. The answer does not tell.</summary>
internal static class RequestReset
{
    internal sealed record Request([property: StringLength(User.MaxEmail), EmailAddress] string Email);

    /// <summary>Says only that the mail, if any, is on its way.</summary>
    internal sealed record Response(string Status);

    internal static void Map(RouteGroupBuilder account) =>
        account
            .MapPost("/password-resets", HandleAsync)
            .Operation("identity.account.request_reset", "Ask for a link to set a new password")
            .AllowsAnyone("Somebody who forgot the password cannot sign in to say so.")
            .Fails(IdentityErrors.TooManyAttempts);

    private static async Task<Results<Accepted<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        IdentityDb db,
        Guesses guesses,
        CancellationToken cancel
    )
    {
        var normalized = User.Normalize(request.Email);
        // Counted for every address alike: it keeps a stranger from filling somebody's inbox.
        var subjects = new[] { ($"reset {normalized}", 5), ($"reset from {http.Connection.RemoteIpAddress}", 30) };
        if (await guesses.WaitAsync(subjects, cancel) is { } seconds)
            return Guesses.Refuse(http, seconds);
        if (await guesses.CountAsync(subjects) is { } later)
            return Guesses.Refuse(http, later);

        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, cancel);
        // One job in both cases; for nobody it finds nobody and ends.
        db.Enqueue(new IdentityMail(user?.Id ?? Guid.Empty, MailPurpose.PasswordReset));
        if (user is not null)
            db.Audit(IdentityAudit.ResetRequested, user.Id, user.DisplayName);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Accepted((string?)null, new Response("pending"));
    }
}
