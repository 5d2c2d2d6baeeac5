using SmartAI.Platform.Access;

namespace SmartAI.Assistant;

/// <summary>The permissions of this module. The names are also token scopes and never change.</summary>
internal static class AssistantPermissions
{
    internal static readonly Permission ManageProviders = new(
        "assistant.providers.manage",
        "Add, change, test and remove the providers of AI models, and give them keys"
    );
}
