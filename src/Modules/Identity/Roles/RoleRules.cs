using Microsoft.AspNetCore.Http.HttpResults;
using SmartAI.Platform.Access;
using SmartAI.Platform.Modules;

namespace SmartAI.Identity.Roles;

/// <summary>What permissions a role may be given.</summary>
internal static class RoleRules
{
    /// <summary>Why not, or null: a permission must exist, and nobody grants what they do not hold.</summary>
    internal static ProblemHttpResult? Refuses(string[] permissions, Caller caller, ModuleCatalog modules)
    {
        var known = modules.Permissions.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = Array.FindIndex(permissions, p => !known.Contains(p));
        if (unknown >= 0)
            return IdentityErrors.UnknownPermission.OnField($"/permissions/{unknown}");
        return permissions.All(caller.Granted.Contains) ? null : IdentityErrors.RightsExceeded.ToProblem();
    }

    /// <summary>True where the caller holds all that a role gives. What no module declares any more gives nothing, and must not keep a role from going.</summary>
    internal static bool Covers(string[] permissions, Caller caller, ModuleCatalog modules) =>
        modules.Permissions.Select(p => p.Name).Intersect(permissions, StringComparer.Ordinal).All(caller.Granted.Contains);

    /// <summary>
    /// The same for a role that exists: it may go on carrying what no module declares any more, so that a module that is out for a while does not stop
    /// every change of the role and loses nothing when it is back.
    /// </summary>
    internal static ProblemHttpResult? Refuses(string[] permissions, Role role, Caller caller, ModuleCatalog modules)
    {
        if (!Covers(role.Permissions, caller, modules))
            return IdentityErrors.RightsExceeded.ToProblem();
        var known = modules.Permissions.Select(p => p.Name).Concat(role.Permissions).ToHashSet(StringComparer.Ordinal);
        var unknown = Array.FindIndex(permissions, p => !known.Contains(p));
        if (unknown >= 0)
            return IdentityErrors.UnknownPermission.OnField($"/permissions/{unknown}");
        return Covers(permissions, caller, modules) ? null : IdentityErrors.RightsExceeded.ToProblem();
    }

    internal static string[] Normalized(string[] permissions) =>
        [.. permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
