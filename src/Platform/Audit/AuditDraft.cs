using System.Text.Json;
using SmartAI.Platform.Operations;

namespace SmartAI.Platform.Audit;

/// <summary>An entry in the making: the action and its target are named by the handler, the rest comes from the operation that runs.</summary>
public sealed class AuditDraft(AuditAction action, object? targetId, string? targetName)
{
    private readonly List<FieldChange> _changes = [];
    private (Guid Id, string Name)? _actor;

    internal string? TargetId { get; } = targetId?.ToString();

    /// <summary>Names the person where the operation itself is anonymous: sign-in, sign-up, one-time links.</summary>
    public AuditDraft By(Guid id, string name)
    {
        _actor = (id, name);
        return this;
    }

    /// <summary>Adds a change that no audited column shows, such as a person's roles.</summary>
    public AuditDraft Changed(string field, object? before, object? after)
    {
        _changes.Add(new FieldChange(field, before, after));
        return this;
    }

    internal AuditEntry ToEntry(OperationContext operation, TimeProvider clock, Outcome outcome = Outcome.Succeeded, string? code = null) =>
        new()
        {
            Id = Ids.New(clock),
            OccurredAt = clock.GetUtcNow(),
            Face = operation.Face,
            Operation = operation.Operation,
            Action = action.Name,
            Outcome = outcome,
            Code = code,
            ActorId = _actor?.Id ?? operation.Caller?.UserId,
            ActorName = _actor?.Name ?? operation.Caller?.Name,
            TargetType = targetId is null ? null : action.TargetType,
            TargetId = TargetId,
            TargetName = targetName,
            RequestId = operation.RequestId,
            Address = operation.Address,
            Client = operation.Client,
            Changes = _changes.Count == 0 ? null : JsonSerializer.SerializeToDocument(_changes, JsonSerializerOptions.Web),
        };
}
