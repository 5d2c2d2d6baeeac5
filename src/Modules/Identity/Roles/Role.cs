using SmartAI.Platform.Audit;

namespace SmartAI.Identity.Roles;

/// <summary>A named set of permissions.</summary>
[Audited]
internal sealed class Role
{
    /// <summary>Holds every permission there is, also those of modules added later.</summary>
    internal const string Administrator = "administrator";

    /// <summary>What everybody gets who signs up.</summary>
    internal const string Member = "member";

    public required Guid Id { get; init; }
    public required string Name { get; set; }
    public string Description { get; set; } = "";
    public string[] Permissions { get; set; } = [];

    [AuditIgnored]
    public bool IsBuiltIn { get; init; }

    [AuditIgnored]
    public required DateTimeOffset CreatedAt { get; init; }
    public uint Version { get; private set; }
}
