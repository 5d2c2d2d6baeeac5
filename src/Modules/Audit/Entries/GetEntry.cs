using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Audit.Data;
using SmartAI.Platform.Operations;

namespace SmartAI.Audit.Entries;

/// <summary>Reads one entry of the trail.</summary>
internal static class GetEntry
{
    internal static void Map(RouteGroupBuilder audit) =>
        audit
            .MapGet("/{id:guid}", HandleAsync)
            .Operation("audit.entries.get", "Read one entry of the audit trail")
            .Requires(AuditPermissions.ReadEntries)
            .Fails(AuditErrors.EntryNotFound)
            .AsTool(ToolUse.Read);

    private static async Task<Results<Ok<AuditEntryView>, ProblemHttpResult>> HandleAsync(Guid id, AuditDb db, CancellationToken cancel)
    {
        var e = await db.AuditEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancel);
        if (e is null)
            return AuditErrors.EntryNotFound.ToProblem();
        return TypedResults.Ok(
            new AuditEntryView(
                e.Id,
                e.OccurredAt,
                e.ActorId is { } actor ? new NamedPerson(actor, e.ActorName) : null,
                e.OnBehalfOfId is { } other ? new NamedPerson(other, e.OnBehalfOfName) : null,
                e.Face,
                e.Operation,
                e.Action,
                e.TargetType is null ? null : new NamedTarget(e.TargetType, e.TargetId!, e.TargetName),
                e.Outcome,
                e.Code,
                e.RequestId,
                e.Address,
                e.Client,
                AuditEntryView.Read(e.Changes)
            )
        );
    }
}
