using SmartAI.Platform.Audit;

namespace SmartAI.Identity;

internal static class IdentityAudit
{
    internal const string User = "identity.user";
    internal const string Session = "identity.session";
    internal const string Token = "identity.token";
    internal const string Role = "identity.role";

    internal static readonly AuditAction Registered = new("identity.user.registered", User);
    internal static readonly AuditAction Verified = new("identity.user.verified", User);
    internal static readonly AuditAction SetUp = new("identity.user.set_up", User);
    internal static readonly AuditAction SessionStarted = new("identity.session.started", Session);
    internal static readonly AuditAction SessionEnded = new("identity.session.ended", Session);
    internal static readonly AuditAction Locked = new("identity.user.locked", User);
    internal static readonly AuditAction Unlocked = new("identity.user.unlocked", User);
    internal static readonly AuditAction Deactivated = new("identity.user.deactivated", User);
    internal static readonly AuditAction Reactivated = new("identity.user.reactivated", User);
    internal static readonly AuditAction Updated = new("identity.user.updated", User);
    internal static readonly AuditAction Invited = new("identity.user.invited", User);
    internal static readonly AuditAction InvitationAccepted = new("identity.user.invitation_accepted", User);
    internal static readonly AuditAction ResetRequested = new("identity.password.reset_requested", User);
    internal static readonly AuditAction PasswordReset = new("identity.password.reset", User);
    internal static readonly AuditAction PasswordChanged = new("identity.password.changed", User);
    internal static readonly AuditAction TokenCreated = new("identity.token.created", Token);
    internal static readonly AuditAction TokenRevoked = new("identity.token.revoked", Token);
    internal static readonly AuditAction RoleCreated = new("identity.role.created", Role);
    internal static readonly AuditAction RoleUpdated = new("identity.role.updated", Role);
    internal static readonly AuditAction RoleDeleted = new("identity.role.deleted", Role);
}
