using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Data;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Notifications;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.Tools;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Approvals;

/// <summary>
/// Puts a call into the queue. Before that it goes through everything that the real call would (rights, scopes, binding, validation) and stops at the
/// handler: what could never be done is refused at once, in the operation's own words, and nobody is asked about it.
/// </summary>
internal sealed class ApprovalIntake(
    ToolInvoker invoker,
    ApprovalDifference difference,
    IServiceScopeFactory scopes,
    PublicAddress address,
    ApprovalSettings settings,
    TimeProvider clock
)
{
    internal const int MostBytes = 32 * 1024;

    internal async Task<ToolResult> AskAsync(Tool tool, ToolCall call, bool secondPerson, CancellationToken cancel)
    {
        var arguments = TextOf(call.Arguments);
        if (Encoding.UTF8.GetByteCount(arguments) > MostBytes)
            return await invoker.RefuseAsync(call, ApprovalErrors.ArgumentsTooLarge, cancel);
        var rehearsed = await invoker.RehearseAsync(call, cancel);
        if (rehearsed.IsError)
            return rehearsed;

        if (await KnownAsync(tool, call, arguments, cancel) is { } repeated)
            return repeated;
        var (seen, refused) = await difference.ReadAsync(tool, call, cancel);
        if (seen is null)
            return refused!;
        return await EnqueueAsync(Make(tool, call, arguments, seen, secondPerson), call, cancel) is { } made
            ? Pending(made)
            : await KnownAsync(tool, call, arguments, cancel) ?? await invoker.RefuseAsync(call, PlatformErrors.TooManyWaiting, cancel);
    }

    /// <summary>The answer to a call whose id has come before: the same one, or a refusal where it now means something else.</summary>
    private async Task<ToolResult?> KnownAsync(Tool tool, ToolCall call, string arguments, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var known = await scope
            .ServiceProvider.GetRequiredService<PlatformDb>()
            .Set<Approval>()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.PersonId == call.Caller.UserId && a.CallId == call.CallId, cancel);
        return known is null ? null
            : known.Operation == tool.Info.Name.Id && known.Arguments == arguments ? Pending(known)
            : await invoker.RefuseAsync(call, PlatformErrors.CallIdReused, cancel);
    }

    /// <summary>Writes it down with its entry in the trail and tells who may decide; null where the call's id or the person's last place is taken.</summary>
    private async Task<Approval?> EnqueueAsync(Approval approval, ToolCall call, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OperationContext>().Begin("approvals.request", call);
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        await db.BeginAsync(cancel);
        // One at a time for each person, so that a call id is used once and the limit is one.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"approvals {approval.PersonId}"}, 1))", cancel);
        var own = db.Set<Approval>().Where(a => a.PersonId == approval.PersonId);
        if (
            await own.AnyAsync(a => a.CallId == approval.CallId, cancel)
            || await own.CountAsync(a => a.State == ApprovalState.Waiting, cancel) >= settings.MostWaiting
        )
            return null;

        db.Add(approval);
        db.Audit(ApprovalAudit.Requested, approval.Id, approval.Title)
            .Changed("operation", null, approval.Operation)
            .Changed("arguments", null, ApprovalQueue.NamesIn(approval));
        db.RaiseNotification(
            ApprovalNotifications.Waiting,
            approval.SecondPerson
                ? NotificationTo.HoldersOf(ApprovalPermissions.Decide, except: approval.PersonId)
                : NotificationTo.Person(approval.PersonId),
            $"/approvals/{approval.Id}",
            ("title", approval.Title),
            ("name", approval.PersonName),
            ("expires", approval.ExpiresAt)
        );
        await db.SaveChangesAsync(cancel);
        await db.TellOfAsync(approval, cancel);
        await db.CommitAsync(cancel);
        return approval;
    }

    private Approval Make(Tool tool, ToolCall call, string arguments, SeenChange seen, bool secondPerson)
    {
        var now = clock.GetUtcNow();
        return new Approval
        {
            Id = Ids.New(clock),
            PersonId = call.Caller.UserId,
            PersonName = call.Caller.Name,
            Face = call.Face,
            CredentialId = call.Caller.CredentialId,
            Client = call.Origin.Client is { Length: > 0 } client ? client[..Math.Min(client.Length, 300)] : null,
            Address = call.Origin.Address?.ToString(),
            CallId = call.CallId,
            Operation = tool.Info.Name.Id,
            Title = tool.Title,
            Arguments = arguments,
            TargetType = tool.Info.Target?.Type,
            TargetId = seen.TargetId,
            TargetName = seen.TargetName,
            Changes = JsonSerializer.Serialize(seen.Changes, JsonSerializerOptions.Web),
            SecondPerson = secondPerson,
            CreatedAt = now,
            ExpiresAt = now + settings.Lifetime,
        };
    }

    /// <summary>Not an error: a client that takes it for one would ask again.</summary>
    private ToolResult Pending(Approval approval)
    {
        var link = $"{address.Origin}/approvals/{approval.Id}";
        var who = approval.SecondPerson ? "another person who may decide" : approval.PersonName;
        var content = new PendingApproval(
            PendingApproval.Pending,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Nothing has been changed yet: {who} has to approve this at {link} until {approval.ExpiresAt:u}. Do not repeat the call; read the outcome with approvals_get."
            ),
            new PendingApproval.Of(approval.Id, link, approval.ExpiresAt)
        );
        return new ToolResult(false, 202, JsonSerializer.SerializeToElement(content, JsonSerializerOptions.Web), PendingApproval.Pending)
        {
            ApprovalId = approval.Id,
        };
    }

    internal static string TextOf(JsonElement arguments) => arguments.ValueKind == JsonValueKind.Object ? arguments.GetRawText() : "{}";
}

/// <summary>The answer to a call that waits for a person's yes.</summary>
internal sealed record PendingApproval(string Code, string Message, PendingApproval.Of Approval)
{
    internal const string Pending = "approval_pending";

    internal sealed record Of(Guid Id, string Address, DateTimeOffset ExpiresAt);
}
