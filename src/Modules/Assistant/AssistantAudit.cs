using SmartAI.Platform.Audit;

namespace SmartAI.Assistant;

internal static class AssistantAudit
{
    internal const string Provider = "assistant.provider";
    internal const string Conversation = "assistant.conversation";
    internal const string Budget = "assistant.budget";
    internal const string Instruction = "assistant.instruction";

    internal static readonly AuditAction ProviderCreated = new("assistant.provider.created", Provider);
    internal static readonly AuditAction ProviderUpdated = new("assistant.provider.updated", Provider);
    internal static readonly AuditAction ProviderDeleted = new("assistant.provider.deleted", Provider);
    internal static readonly AuditAction ConversationCreated = new("assistant.conversation.created", Conversation);
    internal static readonly AuditAction ConversationRenamed = new("assistant.conversation.renamed", Conversation);
    internal static readonly AuditAction ConversationDeleted = new("assistant.conversation.deleted", Conversation);
    internal static readonly AuditAction MessageSent = new("assistant.message.sent", Conversation);
    internal static readonly AuditAction AnswerStopped = new("assistant.answer.stopped", Conversation);
    internal static readonly AuditAction ToolAllowed = new("assistant.conversation.tool_allowed", Conversation);
    internal static readonly AuditAction ToolAsksAgain = new("assistant.conversation.tool_asks_again", Conversation);
    internal static readonly AuditAction InstructionChanged = new("assistant.instruction.changed", Instruction);
    internal static readonly AuditAction BudgetChanged = new("assistant.budget.changed", Budget);
    internal static readonly AuditAction ProviderTested = new("assistant.provider.tested", Provider);
}
