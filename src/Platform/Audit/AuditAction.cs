namespace SmartAI.Platform.Audit;

/// <summary>A thing that can happen, as the trail names it: <c>identity.user.locked</c>. Stable, because filters and alerts depend on it.</summary>
/// <param name="Name">Dotted, in the past tense.</param>
/// <param name="TargetType">What it happens to: <c>identity.user</c>; null where there is no target.</param>
public sealed record AuditAction(string Name, string? TargetType);

/// <summary>How an operation ended.</summary>
public enum Outcome
{
    /// <summary>Done and committed.</summary>
    Succeeded,

    /// <summary>The caller was not allowed to.</summary>
    Refused,

    /// <summary>The caller was allowed to, but it could not be done as asked.</summary>
    Failed,
}

/// <summary>Marks an entity whose changed columns go into the trail beside the action.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AuditedAttribute : Attribute;

/// <summary>Marks a column whose change is recorded without its values: secrets, hashes, personal data.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AuditMaskedAttribute : Attribute;

/// <summary>Marks a bookkeeping column that nobody asks about.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AuditIgnoredAttribute : Attribute;
