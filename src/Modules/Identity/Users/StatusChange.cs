using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartAI.Identity.Data;
using SmartAI.Identity.Sessions;
using SmartAI.Platform.Access;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;

namespace SmartAI.Identity.Users;

/// <summary>Whose status is to change, by whom, and where the new version is told.</summary>
internal sealed record StatusCall(Guid Id, IfMatch IfMatch, Caller Caller, HttpResponse Response);

/// <summary>What all changes of an account's status share: who is in reach, which version is meant, and what follows from the change.</summary>
internal sealed class StatusChange(IdentityDb db, Reach reach)
{
    /// <summary>Shuts somebody out: not oneself, and not the last who can administer. Their sessions end.</summary>
    internal Task<Results<Ok<PersonDetail>, ProblemHttpResult>> ShutOutAsync(
        StatusCall call,
        AuditAction action,
        Func<User, Error?> refuses,
        Action<User> change,
        string reason,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            call,
            action,
            async user =>
                user.Id == call.Caller.UserId ? IdentityErrors.CannotActOnSelf
                : refuses(user) is { } error ? error
                : await reach.IsLastAdministratorAsync(user, cancel) ? IdentityErrors.LastAdministrator
                : null,
            async user =>
            {
                change(user);
                await db.EndSessionsAsync(user.Id, _ => true, reason, cancel);
            },
            cancel
        );

    /// <summary>Lets somebody in again.</summary>
    internal Task<Results<Ok<PersonDetail>, ProblemHttpResult>> LetInAsync(
        StatusCall call,
        AuditAction action,
        Func<User, Error?> refuses,
        Action<User> change,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            call,
            action,
            user => Task.FromResult(refuses(user)),
            user =>
            {
                change(user);
                return Task.CompletedTask;
            },
            cancel
        );

    private async Task<Results<Ok<PersonDetail>, ProblemHttpResult>> ChangeAsync(
        StatusCall call,
        AuditAction action,
        Func<User, Task<Error?>> refuses,
        Func<User, Task> change,
        CancellationToken cancel
    )
    {
        var (user, refused) = await reach.TakeAsync(call.Id, call.Caller, cancel);
        if (user is null)
            return refused!;
        if (call.IfMatch.RefusesIfSent(user.Version, () => PersonDetail.Of(user)) is { } stale)
            return stale;
        if (await refuses(user) is { } error)
            return error.ToProblem();

        await change(user);
        db.Audit(action, user.Id, user.DisplayName);
        await db.SaveChangesAsync(cancel);
        await db.ForgetCallerAsync(user.Id, cancel);
        call.Response.Set(user.Version);
        return TypedResults.Ok(PersonDetail.Of(user));
    }
}
