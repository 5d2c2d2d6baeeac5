using System.Reflection;

namespace SmartAI.Platform.Access;

/// <summary>The right to run some operations, declared by a module and granted through roles. Its name is also a token's scope.</summary>
/// <param name="Name">Dotted and stable: <c>identity.users.read</c>.</param>
/// <param name="Description">One English sentence on what its holder can do.</param>
public sealed record Permission(string Name, string Description)
{
    /// <summary>The permissions that a class of static readonly fields declares, in order.</summary>
    public static IReadOnlyList<Permission> In(Type permissions) =>
        [
            .. permissions
                .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(f => f.FieldType == typeof(Permission))
                .Select(f => (Permission)f.GetValue(null)!),
        ];
}
