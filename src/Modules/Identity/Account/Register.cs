using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Identity.Data;
using SmartAI.Identity.Guessing;
using SmartAI.Identity.Mails;
using SmartAI.Identity.Passwords;
using SmartAI.Identity.Roles;
using SmartAI.Identity.Users;
using SmartAI.Platform;
using SmartAI.Platform.Operations;

namespace SmartAI.Identity.Account;

/// <summary>Signs a person up. The answer is the same whether the address is known or not; its owner learns the rest by mail.</summary>
internal static class Register
{
    internal sealed record Request(
        [property: StringLength(User.MaxEmail), EmailAddress] string Email,
        [property: StringLength(User.MaxName, MinimumLength = 1), RegularExpression(User.NamePattern)] string DisplayName,
        [property: StringLength(PasswordRules.MaxLength, MinimumLength = PasswordRules.MinLength)] string Password
    );

    /// <summary>Says only that the mail is on its way.</summary>
    internal sealed record Response(string Status);

    /// <summary>Mails that sign-ups can send to one address in a quarter of an hour.</summary>
    private const int MailsPerAddress = 5;

    internal static void Map(RouteGroupBuilder account) =>
        account
            .MapPost("/registrations", HandleAsync)
            .Operation("identity.account.register", "Sign up")
            .AllowsAnyone("It is how somebody becomes a person here.")
            .Fails(IdentityErrors.RegistrationClosed, IdentityErrors.PasswordWeak, IdentityErrors.PasswordCommon);

    private static async Task<Results<Accepted<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        IdentityDb db,
        IdentitySettings settings,
        PasswordLane passwords,
        Guesses guesses,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (settings.Registration != RegistrationPolicy.Open)
            return IdentityErrors.RegistrationClosed.ToProblem();
        if (PasswordRules.Refuses(request.Password, request.Email, request.DisplayName) is { } weak)
            return weak.OnField("/password");

        // Hashed and saved in both cases, so that the time does not tell either.
        var hash = await passwords.HashAsync(request.Password, cancel);
        var email = request.Email.Trim();
        var normalized = User.Normalize(email);
        // Counted for every address alike: it keeps a stranger from filling somebody's inbox. The answer stays the same.
        var mayMail = await guesses.CountAsync([($"sign-up {normalized}", MailsPerAddress)]) is null;
        var known = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, cancel);
        if (known is null)
        {
            var user = new User
            {
                Id = Ids.New(clock),
                Email = email,
                NormalizedEmail = normalized,
                DisplayName = request.DisplayName.Trim(),
                Status = UserStatus.Unverified,
                PasswordHash = hash,
                Roles = [Role.Member],
                Language = Languages.Preferred(http.Request),
                CreatedAt = clock.GetUtcNow(),
            };
            db.Add(user);
            db.Audit(IdentityAudit.Registered, user.Id, user.DisplayName).By(user.Id, user.DisplayName);
            db.Enqueue(new IdentityMail(user.Id, MailPurpose.Verification));
        }
        else if (mayMail)
        {
            // Somebody who signed up or was invited and lost the mail gets another one; whoever is in already is told so.
            var purpose = known.Status switch
            {
                UserStatus.Unverified => MailPurpose.Verification,
                UserStatus.Invited => MailPurpose.Invitation,
                _ => MailPurpose.AlreadyRegistered,
            };
            db.Enqueue(new IdentityMail(known.Id, purpose));
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException twice)
            when (twice.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            // Two sign-ups of one address at once: the other one sends the mail, and this answer must not tell.
            await db.Database.CurrentTransaction!.RollbackAsync(cancel);
            db.ChangeTracker.Clear();
        }

        return TypedResults.Accepted((string?)null, new Response("pending"));
    }
}
