using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using SmartAI.Audit.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Audit.Entries;

/// <summary>Lists the trail.</summary>
internal static class ListEntries
{
    // Ids are UUIDv7, so the primary key is also the order of time: each filter below has an index that ends in it.
    internal static readonly ListOf<AuditEntry, AuditEntryView> Entries = ListOf<AuditEntry, AuditEntryView>
        .By(e => e.Id, AuditEntryView.Of)
        .Sort("occurredAt", e => e.OccurredAt)
        .Filter<Guid>("actorId", "Only what this person did.", (e, actor) => e.ActorId == actor)
        .FilterAny<string>("action", "Only these actions, such as identity.user.locked.", (e, actions) => actions.Contains(e.Action))
        .Filter<string>("operation", "Only what this operation did.", (e, operation) => e.Operation == operation)
        .FilterAny<Face>("face", "Only what came through one of these faces.", (e, faces) => faces.Contains(e.Face))
        .FilterAny<Outcome>("outcome", "Only entries that ended in one of these ways.", (e, outcomes) => outcomes.Contains(e.Outcome))
        .Filter<string>("targetType", "Only what happened to things of this type.", (e, type) => e.TargetType == type)
        .Filter<string>("targetId", "Only what happened to this thing.", (e, id) => e.TargetId == id)
        .Filter<string>("requestId", "Only what this request did.", (e, request) => e.RequestId == request)
        .Filter<DateTimeOffset>("occurredFrom", "Only what happened at this time or later.", (e, from) => e.OccurredAt >= from)
        .Filter<DateTimeOffset>("occurredTo", "Only what happened at this time or earlier.", (e, to) => e.OccurredAt <= to);

    internal static void Map(RouteGroupBuilder audit) =>
        audit
            .MapGet("/", (ListRequest list, AuditDb db, CancellationToken cancel) => Entries.AnswerAsync(list, db, cancel))
            .Operation(
                "audit.entries.list",
                "List the audit trail",
                "Who did what to what, when, from where, through which face and with what result; newest first."
            )
            .Requires(AuditPermissions.ReadEntries)
            .AnswersList(Entries)
            .AsTool(ToolUse.Read);
}
