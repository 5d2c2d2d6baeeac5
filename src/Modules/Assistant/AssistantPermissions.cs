using SmartAI.Platform.Access;

namespace SmartAI.Assistant;

/// <summary>The permissions of this module. The names are also token scopes and never change.</summary>
internal static class AssistantPermissions
{
    internal static readonly Permission ManageProviders = new(
        "assistant.providers.manage",
        "Add, change, test and remove the providers of AI models, and give them keys"
    );
    internal static readonly Permission ManageRules = new(
        "assistant.rules.manage",
        "Decide what AI models are told before a conversation, what they cost, and how much each role and person may use"
    );
    internal static readonly Permission ReadUsage = new("assistant.usage.read", "See who used how much of AI models, and what it cost");
}
