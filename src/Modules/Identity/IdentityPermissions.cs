using SmartAI.Platform.Access;

namespace SmartAI.Identity;

/// <summary>The permissions of this module. The names are also token scopes and never change.</summary>
internal static class IdentityPermissions
{
    internal static readonly Permission ReadUsers = new("identity.users.read", "See people and export the list");
    internal static readonly Permission UpdateUsers = new("identity.users.update", "Change people's names and roles");
    internal static readonly Permission LockUsers = new("identity.users.lock", "Lock and unlock accounts");
    internal static readonly Permission DeactivateUsers = new("identity.users.deactivate", "Deactivate and reactivate accounts");
    internal static readonly Permission InviteUsers = new("identity.users.invite", "Invite people");
    internal static readonly Permission ReadRoles = new(
        "identity.roles.read",
        "See roles and permissions, and why somebody may do something"
    );
    internal static readonly Permission UpdateRoles = new("identity.roles.update", "Create, change and delete roles");
}
