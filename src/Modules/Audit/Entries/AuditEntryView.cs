using System.Linq.Expressions;
using System.Text.Json;
using SmartAI.Platform.Access;
using SmartAI.Platform.Audit;

namespace SmartAI.Audit.Entries;

/// <summary>Somebody named by an entry, as they were called then.</summary>
internal sealed record NamedPerson(Guid Id, string? Name);

/// <summary>What an entry is about.</summary>
internal sealed record NamedTarget(string Type, string Id, string? Name);

/// <summary>One line of the trail.</summary>
internal sealed record AuditEntryView(
    Guid Id,
    DateTimeOffset OccurredAt,
    NamedPerson? Actor,
    NamedPerson? OnBehalfOf,
    Face Face,
    string Operation,
    string Action,
    NamedTarget? Target,
    Outcome Outcome,
    string? Code,
    string RequestId,
    string? Address,
    string? Client,
    FieldChange[] Changes
)
{
    /// <summary>What is read of an entry; runs in SQL.</summary>
    internal static readonly Expression<Func<AuditEntry, AuditEntryView>> Of = e => new AuditEntryView(
        e.Id,
        e.OccurredAt,
        e.ActorId == null ? null : new NamedPerson(e.ActorId.Value, e.ActorName),
        e.OnBehalfOfId == null ? null : new NamedPerson(e.OnBehalfOfId.Value, e.OnBehalfOfName),
        e.Face,
        e.Operation,
        e.Action,
        e.TargetType == null ? null : new NamedTarget(e.TargetType, e.TargetId!, e.TargetName),
        e.Outcome,
        e.Code,
        e.RequestId,
        e.Address,
        e.Client,
        Read(e.Changes)
    );

    internal static FieldChange[] Read(JsonDocument? changes) => changes?.Deserialize<FieldChange[]>(JsonSerializerOptions.Web) ?? [];
}
