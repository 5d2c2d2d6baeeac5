using SmartAI.Platform.Audit;

namespace SmartAI.Identity.Tokens;

/// <summary>A personal access token: shown once, stored as a hash, narrowed to its scopes.</summary>
[Audited]
internal sealed class AccessToken
{
    /// <summary>Recognisable, so that secret scanners find a leaked one.</summary>
    internal const string Prefix = "sai_pat_";

    public required Guid Id { get; init; }

    [AuditIgnored]
    public required Guid UserId { get; init; }
    public required string Name { get; init; }

    [AuditIgnored]
    public required byte[] SecretHash { get; init; }
    public required string[] Scopes { get; init; }

    [AuditIgnored]
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    [AuditIgnored]
    public DateTimeOffset? LastUsedAt { get; set; }
}
