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
            .Addresses("audit.entry")
            .Fails(AuditErrors.EntryNotFound)
            .AsTool(ToolUse.Read);

    private static async Task<Results<Ok<AuditEntryView>, ProblemHttpResult>> HandleAsync(Guid id, AuditDb db, CancellationToken cancel) =>
        await db.AuditEntries.AsNoTracking().Where(e => e.Id == id).Select(AuditEntryView.Of).SingleOrDefaultAsync(cancel) is { } entry
            ? TypedResults.Ok(entry)
            : AuditErrors.EntryNotFound.ToProblem();
}
