using SmartAI.Platform.Errors;

namespace SmartAI.Notifications;

internal static class NotificationsErrors
{
    internal static readonly Error NotFound = new("notifications.not_found", 404, "There is no such notification.");
    internal static readonly Error UnknownKind = new("notifications.unknown_kind", 422, "There is no kind of event of this name.");
    internal static readonly Error UnknownChannel = new("notifications.unknown_channel", 422, "There is no channel of this name.");
    internal static readonly Error KindMandatory = new(
        "notifications.kind_mandatory",
        422,
        "This kind of event cannot be turned off or put off."
    );
    internal static readonly Error DigestNotPossible = new(
        "notifications.digest_not_possible",
        422,
        "Only mail can be gathered into a digest."
    );
    internal static readonly Error DigestTimeMissing = new(
        "notifications.digest_time_missing",
        422,
        "Say at what time the digest is to come."
    );
    internal static readonly Error QuietHoursEmpty = new(
        "notifications.quiet_hours_empty",
        422,
        "Quiet hours have a beginning and an end, at different times."
    );
    internal static readonly Error ChosenTwice = new("notifications.chosen_twice", 422, "A kind and channel are chosen twice.");
    internal static readonly Error LinkInvalid = new(
        "notifications.link_invalid",
        400,
        "The link is not one of ours, or was changed on its way."
    );
    internal static readonly Error DeliveryNotFound = new("notifications.delivery_not_found", 404, "There is no such delivery.");
    internal static readonly Error DeliveryUnfinished = new(
        "notifications.delivery_unfinished",
        409,
        "The delivery is still on its way; it can be sent again once it has ended."
    );
    internal static readonly Error AddressRefuses = new(
        "notifications.address_refuses",
        409,
        "The mail server refuses this address for good; take it off the list first."
    );
    internal static readonly Error AddressNotFound = new("notifications.address_not_found", 404, "There is no such refused address.");
    internal static readonly Error NotABounce = new(
        "notifications.not_a_bounce",
        422,
        "This is no report about a mail that came back (RFC 3464)."
    );
    internal static readonly Error WebhookNotFound = new("notifications.webhook_not_found", 404, "There is no such webhook.");
    internal static readonly Error WebhookUrlRefused = new(
        "notifications.webhook_url_refused",
        422,
        "Webhooks go to https addresses on the public internet, unless an operator allowed others."
    );
    internal static readonly Error TooManyWebhooks = new(
        "notifications.too_many_webhooks",
        409,
        "There are as many webhooks as there may be."
    );
    internal static readonly Error NoSecret = new(
        "notifications.no_secret",
        409,
        "A Slack webhook is not signed: its address is its secret."
    );
    internal static readonly Error TemplateNotFound = new(
        "notifications.template_not_found",
        404,
        "There is no template of this kind and language."
    );
    internal static readonly Error TemplateMalformed = new(
        "notifications.template_malformed",
        422,
        "A brace is missing, or holds no variable."
    );
    internal static readonly Error UnknownVariable = new(
        "notifications.unknown_variable",
        422,
        "The text names a variable that events of this kind do not bring."
    );
}
