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
    internal static FieldChange[] Read(JsonDocument? changes) => changes?.Deserialize<FieldChange[]>(JsonSerializerOptions.Web) ?? [];
}
