using SmartAI.Platform.Operations.Prompts;

namespace SmartAI.Identity;

internal static class IdentityPrompts
{
    internal static readonly Prompt ReviewAccess = new(
        "identity_review_access",
        "Review who may do what",
        "Goes through a role, or all of them, with the people who have it, and names rights that look like too much.",
        """
        Review who may do what here. Look at this role: {role}.

        1. Read the roles with identity_roles_list, and what their permissions mean with identity_permissions_list.
        2. Read who has each role with identity_users_list (role, and status active); give numbers, and names where there are fewer than ten.
        3. Name what deserves a look: permissions that a role does not seem to need, roles that nobody has, people who were not seen for 90 days and still have
           more than the role member, too many or too few administrators.
        4. For each, say what you would change. Change nothing yourself.
        """
    )
    {
        Uses = ["identity.roles.list", "identity.permissions.list", "identity.users.list"],
        Arguments =
        [
            new("role", "A role's name; all of them if nothing is given.", "all of them") { Suggestions = ["administrator", "member"] },
        ],
    };
}
