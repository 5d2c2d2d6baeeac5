using SmartAI.Platform.Errors;

namespace SmartAI.Assistant;

internal static class AssistantErrors
{
    internal static readonly Error ConversationNotFound = new("assistant.conversation_not_found", 404, "There is no such conversation.");
    internal static readonly Error MessageNotFound = new(
        "assistant.message_not_found",
        404,
        "There is no such message in this conversation."
    );
    internal static readonly Error PageNotFound = new("assistant.page_not_found", 404, "There is no such page in the documentation.");
    internal static readonly Error NothingSaid = new(
        "assistant.nothing_said",
        422,
        "Say something, choose a tool, or name an answer to write once more."
    );
    internal static readonly Error StillAnswering = new(
        "assistant.still_answering",
        409,
        "The assistant is still answering in this conversation: wait for its end, or stop it."
    );
    internal static readonly Error TooManyBranches = new(
        "assistant.too_many_branches",
        409,
        "There are as many answers or wordings in this place as there may be."
    );
    internal static readonly Error MayNotStand = new(
        "assistant.may_not_stand",
        409,
        "The tool's policy asks for a yes to each call: none holds for a conversation."
    );
    internal static readonly Error ProviderNotFound = new("assistant.provider_not_found", 404, "There is no such provider.");
    internal static readonly Error ProviderUrlRefused = new(
        "assistant.provider_url_refused",
        422,
        "Providers are reached at https addresses on the public internet, unless an operator allowed others."
    );
    internal static readonly Error KeyMissing = new("assistant.key_missing", 422, "A provider of this kind asks for a key.");
    internal static readonly Error TooManyProviders = new(
        "assistant.too_many_providers",
        409,
        "There are as many providers as there may be."
    );
    internal static readonly Error ProviderFailed = new("assistant.provider_failed", 502, "The provider did not answer as it should.");
    internal static readonly Error KeyUnreadable = new(
        "assistant.key_unreadable",
        409,
        "The provider's key was kept under another master key: enter it again."
    );
}
