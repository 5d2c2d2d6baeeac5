using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Http;
using SmartAI.Platform.Notifications;

namespace SmartAI.Platform.Approvals;

/// <summary>What every step of an approval shares.</summary>
public static class ApprovalQueue
{
    /// <summary>
    /// Those that somebody may know of: their own, and what waits for a second person where they are one. A token knows what it asked for itself: what another
    /// one asked for, and was answered, may be beyond its scopes. Others' answer like missing ones.
    /// </summary>
    public static IQueryable<Approval> VisibleTo(this IQueryable<Approval> approvals, Caller caller)
    {
        if (caller.Scopes is not null)
            return approvals.Where(a => a.CredentialId == caller.CredentialId);
        var (me, decides) = (caller.UserId, caller.Granted.Contains(ApprovalPermissions.Decide.Name));
        return approvals.Where(a => a.PersonId == me || (a.SecondPerson && decides));
    }

    /// <summary>The approval, held until the transaction ends, so that of two decisions at once the second sees the first; null if there is none for this caller.</summary>
    public static async Task<Approval?> TakeApprovalAsync(this ModuleDbContext db, Guid id, Caller caller, CancellationToken cancel)
    {
        await db.BeginAsync(cancel);
        await db.Database.ExecuteSqlAsync($"select 1 from platform.approvals where id = {id} for update", cancel);
        return await db.Set<Approval>().VisibleTo(caller).SingleOrDefaultAsync(a => a.Id == id, cancel);
    }

    /// <summary>The names of the arguments, for the trail: their values may be what an operation keeps secret there.</summary>
    public static string[] NamesIn(Approval approval)
    {
        using var arguments = JsonDocument.Parse(approval.Arguments);
        return [.. arguments.RootElement.EnumerateObject().Select(a => a.Name)];
    }

    /// <summary>Tells the open pages of the person, and of whoever decided, that something about it has changed.</summary>
    public static Task TellOfAsync(this ModuleDbContext db, Approval approval, CancellationToken cancel) =>
        db.TellAsync(
            [
                .. new[] { approval.PersonId, approval.DecidedById ?? approval.PersonId }
                    .Distinct()
                    .Select(id => new LiveEvent(
                        id,
                        null,
                        "approval-changed",
                        JsonSerializer.SerializeToElement(
                            new { id = approval.Id, state = approval.State.ToString().ToLowerInvariant() },
                            JsonSerializerOptions.Web
                        )
                    )),
            ],
            cancel
        );

    /// <summary>Tells the person what came of it, unless they decided themselves and it was done: they saw it.</summary>
    public static void NotifyOutcome(this ModuleDbContext db, Approval approval)
    {
        var own = approval.DecidedById == approval.PersonId;
        var to = NotificationTo.Person(approval.PersonId);
        if (approval.State == ApprovalState.Done && !own)
            db.RaiseNotification(
                ApprovalNotifications.Done,
                to,
                $"/approvals/{approval.Id}",
                ("title", approval.Title),
                ("by", approval.DecidedByName ?? "–")
            );
        else if (approval.State == ApprovalState.Failed || (approval.State is ApprovalState.Rejected or ApprovalState.Expired && !own))
            db.RaiseNotification(ApprovalNotifications.NotDone, to, $"/approvals/{approval.Id}", ("title", approval.Title));
    }
}
