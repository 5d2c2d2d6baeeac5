using SmartAI.Platform.Errors;

namespace SmartAI.Identity;

internal static class IdentityErrors
{
    internal static readonly Error InvalidCredentials = new(
        "identity.invalid_credentials",
        401,
        "The email address or the password is not right."
    );
    internal static readonly Error EmailUnverified = new("identity.email_unverified", 403, "The email address is not confirmed yet.");
    internal static readonly Error UserLocked = new("identity.user_locked", 403, "An administrator locked this account.");
    internal static readonly Error UserDeactivated = new("identity.user_deactivated", 403, "This account is deactivated.");
    internal static readonly Error TooManyAttempts = new(
        "identity.too_many_attempts",
        429,
        "Too many attempts; wait as long as Retry-After says."
    );
    internal static readonly Error RegistrationClosed = new("identity.registration_closed", 403, "This installation takes no sign-ups.");
    internal static readonly Error LinkInvalid = new("identity.link_invalid", 400, "The link was used, has expired, or was never ours.");
    internal static readonly Error AlreadySetUp = new("identity.already_set_up", 409, "This installation has an administrator already.");
    internal static readonly Error PasswordWeak = new(
        "identity.password_weak",
        422,
        "The password is too easy to guess; a longer one or several unusual words are better."
    );
    internal static readonly Error PasswordCommon = new(
        "identity.password_common",
        422,
        "The password is among the first that a guesser tries."
    );
    internal static readonly Error PasswordWrong = new("identity.password_wrong", 422, "The current password is not right.");
    internal static readonly Error UserNotFound = new("identity.user_not_found", 404, "There is no such person.");
    internal static readonly Error UserAlreadyLocked = new("identity.user_already_locked", 409, "The account is locked already.");
    internal static readonly Error UserNotLocked = new("identity.user_not_locked", 409, "The account is not locked.");
    internal static readonly Error UserAlreadyDeactivated = new(
        "identity.user_already_deactivated",
        409,
        "The account is deactivated already."
    );
    internal static readonly Error UserNotDeactivated = new("identity.user_not_deactivated", 409, "The account is not deactivated.");
    internal static readonly Error CannotActOnSelf = new("identity.cannot_act_on_self", 409, "Nobody may do this to their own account.");
    internal static readonly Error LastAdministrator = new(
        "identity.last_administrator",
        409,
        "Nobody would be left to administer the installation."
    );
    internal static readonly Error RightsExceeded = new(
        "identity.rights_exceeded",
        403,
        "This would grant or touch rights that you do not hold yourself."
    );
    internal static readonly Error EmailTaken = new("identity.email_taken", 409, "Somebody has this email address already.");
    internal static readonly Error SessionNotFound = new("identity.session_not_found", 404, "There is no such session.");
    internal static readonly Error TokenNotFound = new("identity.token_not_found", 404, "There is no such token.");
    internal static readonly Error SessionNeeded = new(
        "identity.session_needed",
        403,
        "This is done in the web app, signed in with the password: a token cannot."
    );
    internal static readonly Error UnknownScope = new("identity.unknown_scope", 422, "There is no permission of this name.");
    internal static readonly Error UnknownRole = new("identity.unknown_role", 422, "There is no role of this name.");
    internal static readonly Error UnknownPermission = new("identity.unknown_permission", 422, "There is no permission of this name.");
    internal static readonly Error UnknownTimeZone = new("identity.unknown_time_zone", 422, "The time zone is not an IANA name.");
    internal static readonly Error UnknownOperation = new("identity.unknown_operation", 422, "There is no operation of this name.");
    internal static readonly Error RoleNotFound = new("identity.role_not_found", 404, "There is no such role.");
    internal static readonly Error RoleNameTaken = new("identity.role_name_taken", 409, "There is a role of this name already.");
    internal static readonly Error RoleBuiltIn = new("identity.role_built_in", 409, "Built-in roles cannot be changed.");
}
