using SmartAI.Platform.Access;
using SmartAI.Platform.Audit;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Notifications;

namespace SmartAI.Platform.Approvals;

/// <summary>The permissions around approvals. The names are also token scopes and never change.</summary>
public static class ApprovalPermissions
{
    public static readonly Permission Decide = new(
        "approvals.decide",
        "Say yes or no to what others ask for where a second person is needed; shows the exact arguments and the present values"
    );
    public static readonly Permission ReadTools = new("approvals.tools.read", "See what programs and the assistant may do, tool by tool");
    public static readonly Permission UpdateTools = new(
        "approvals.tools.update",
        "Forbid, ask about or allow tools, for everybody or by role"
    );
}

/// <summary>The errors around approvals.</summary>
public static class ApprovalErrors
{
    public static readonly Error NotFound = new("approvals.not_found", 404, "There is no such approval.");
    public static readonly Error AlreadyDecided = new(
        "approvals.already_decided",
        409,
        "This has been decided: it can no longer be changed, approved or rejected."
    );
    public static readonly Error Expired = new("approvals.expired", 409, "Nobody decided in time; ask for it again.");
    public static readonly Error PersonNeeded = new(
        "approvals.person_needed",
        403,
        "A person decides, signed in with a browser; a program cannot, whatever its scopes."
    );
    public static readonly Error NotYoursToDecide = new("approvals.not_yours_to_decide", 403, "Somebody else has to decide this.");
    public static readonly Error NotYoursToEdit = new(
        "approvals.not_yours_to_edit",
        403,
        "Only the person on whose behalf it runs can change the arguments."
    );
    public static readonly Error PersonGone = new(
        "approvals.person_gone",
        409,
        "The account on whose behalf it would run is locked, deactivated or deleted."
    );
    public static readonly Error ArgumentsTooLarge = new("approvals.arguments_too_large", 413, "The arguments are larger than 32 KB.");
    public static readonly Error RuleUnusable = new(
        "approvals.rule_unusable",
        422,
        "A tool that only reads is allowed or forbidden, never asked about."
    );
    public static readonly Error UnknownRole = new("approvals.unknown_role", 422, "There is no such role.");
    public static readonly Error RoleTwice = new("approvals.role_twice", 422, "The role is named twice.");
}

/// <summary>What is written into the trail.</summary>
public static class ApprovalAudit
{
    /// <summary>The types of what is acted on.</summary>
    public const string Approval = "approvals.approval";
    public const string Tool = "approvals.tool";

    public static readonly AuditAction Requested = new("approvals.approval.requested", Approval);
    public static readonly AuditAction Edited = new("approvals.approval.edited", Approval);
    public static readonly AuditAction Approved = new("approvals.approval.approved", Approval);
    public static readonly AuditAction Rejected = new("approvals.approval.rejected", Approval);
    public static readonly AuditAction Expired = new("approvals.approval.expired", Approval);
    public static readonly AuditAction Ran = new("approvals.approval.run", Approval);
    public static readonly AuditAction ToolChanged = new("approvals.tool.changed", Tool);
}

/// <summary>What people are told.</summary>
public static class ApprovalNotifications
{
    public static readonly NotificationKind Waiting = new("approvals.waiting", "title", "name", "expires") { Urgency = Urgency.High };
    public static readonly NotificationKind Done = new("approvals.done", "title", "by");
    public static readonly NotificationKind NotDone = new("approvals.not_done", "title");
}
