using SmartAI.Platform.Audit;

namespace SmartAI.Assistant;

internal static class AssistantAudit
{
    internal const string Provider = "assistant.provider";

    internal static readonly AuditAction ProviderCreated = new("assistant.provider.created", Provider);
    internal static readonly AuditAction ProviderUpdated = new("assistant.provider.updated", Provider);
    internal static readonly AuditAction ProviderDeleted = new("assistant.provider.deleted", Provider);
    internal static readonly AuditAction ProviderTested = new("assistant.provider.tested", Provider);
}
