using System.Reflection;

namespace SmartAI.Platform.Errors;

/// <summary>The kernel's own errors: any operation can leave with them.</summary>
public static class PlatformErrors
{
    public static readonly Error NotSignedIn = new("access.not_signed_in", 401, "Nobody is signed in, or the session or token has ended.");
    public static readonly Error Denied = new("access.denied", 403, "You do not have the permission for this.");
    public static readonly Error ScopeMissing = new("access.scope_missing", 403, "The token does not carry the scope for this.");
    public static readonly Error Csrf = new("request.csrf", 403, "The antiforgery header X-CSRF-Token is missing or wrong.");
    public static readonly Error UnknownHost = new(
        "request.unknown_host",
        400,
        "The Host header is not the public address of this installation."
    );
    public static readonly Error MalformedJson = new("request.malformed_json", 400, "The body is not well-formed JSON.");
    public static readonly Error InvalidText = new("request.invalid_text", 400, "A text holds a NUL character or a lone surrogate.");
    public static readonly Error UnknownMember = new(
        "request.unknown_member",
        400,
        "The body has a member that this operation does not know."
    );
    public static readonly Error DuplicateMember = new("request.duplicate_member", 400, "The body names a member twice.");
    public static readonly Error WrongType = new("request.wrong_type", 400, "A member of the body has the wrong type.");
    public static readonly Error BadRequest = new("request.malformed", 400, "The request could not be read.");
    public static readonly Error UnknownParameter = new(
        "request.unknown_parameter",
        400,
        "The query has a parameter that this operation does not know."
    );
    public static readonly Error InvalidParameter = new(
        "request.invalid_parameter",
        400,
        "A query parameter has a value that cannot be used."
    );
    public static readonly Error InvalidCursor = new(
        "request.invalid_cursor",
        400,
        "The cursor does not belong to this list, sort and filter."
    );
    public static readonly Error NotFound = new("request.not_found", 404, "There is nothing at this address.");
    public static readonly Error MethodNotAllowed = new("request.method_not_allowed", 405, "This address does not take this method.");
    public static readonly Error Stale = new("request.stale", 412, "Somebody changed this in the meantime.");
    public static readonly Error TooLarge = new("request.too_large", 413, "The body is larger than this operation takes.");
    public static readonly Error UnsupportedType = new("request.unsupported_type", 415, "The body's content type is not taken here.");
    public static readonly Error ValidationFailed = new("request.validation_failed", 422, "Some fields cannot be taken as they are.");
    public static readonly Error KeyReused = new("request.idempotency_key_reused", 422, "This Idempotency-Key was used with another body.");
    public static readonly Error InvalidKey = new(
        "request.invalid_idempotency_key",
        400,
        "An Idempotency-Key is 1 to 200 printable ASCII characters."
    );
    public static readonly Error KeyInProgress = new(
        "request.idempotency_in_progress",
        409,
        "The first call with this Idempotency-Key is still running."
    );
    public static readonly Error Conflict = new("request.conflict", 409, "This collides with something that exists already.");
    public static readonly Error IfMatchRequired = new("request.if_match_required", 428, "Send If-Match with the ETag of what you edit.");
    public static readonly Error RateLimited = new("request.rate_limited", 429, "Too many requests; wait as long as Retry-After says.");
    public static readonly Error TooManyRows = new(
        "export.too_many_rows",
        422,
        "An Excel sheet holds at most 1,048,575 rows; narrow the filters or take CSV."
    );
    public static readonly Error ExportBusy = new("export.busy", 503, "Too many exports are running; try again shortly.");
    public static readonly Error UnknownTool = new("tools.unknown", 404, "There is no tool of this name.");
    public static readonly Error ToolForbidden = new("tools.forbidden", 403, "An administrator has forbidden this tool.");
    public static readonly Error DeciderLostRight = new(
        "approvals.decider_lost_right",
        403,
        "Whoever approved this may no longer decide, so it was not run."
    );
    public static readonly Error TooManyWaiting = new(
        "approvals.too_many_waiting",
        409,
        "Too much waits for a decision in this person's name already."
    );
    public static readonly Error CallIdReused = new("approvals.call_id_reused", 422, "This call id was used with other arguments.");
    public static readonly Error ToolTimedOut = new("tools.timed_out", 504, "The tool took longer than a call may take.");
    public static readonly Error ToolAnswerTooLarge = new(
        "tools.answer_too_large",
        422,
        "The tool's answer is larger than a call may give; narrow the question."
    );
    public static readonly Error Busy = new("server.busy", 503, "The server has more work than it can queue; try again shortly.");
    public static readonly Error Unavailable = new(
        "request.unavailable",
        503,
        "A part that this needs is not reachable; try again shortly."
    );
    public static readonly Error Failed = new("server.failed", 500, "Something went wrong on our side; the trace id finds it in the log.");

    /// <summary>All of them, read from the fields above so that the list cannot lag behind.</summary>
    public static IReadOnlyList<Error> All { get; } = In(typeof(PlatformErrors));

    /// <summary>The errors that a class of static readonly fields declares, in order.</summary>
    public static IReadOnlyList<Error> In(Type errors) =>
        [
            .. errors
                .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(f => f.FieldType == typeof(Error))
                .Select(f => (Error)f.GetValue(null)!),
        ];
}
