namespace SmartAI.Identity.Roles;

/// <summary>A role with what it grants. The administrator's permissions are all there are.</summary>
internal sealed record RoleView(
    Guid Id,
    string Name,
    string Description,
    string[] Permissions,
    bool IsBuiltIn,
    int MemberCount,
    DateTimeOffset CreatedAt
);

/// <summary>A permission as a module declares it.</summary>
internal sealed record PermissionView(string Name, string Module, string Description);
