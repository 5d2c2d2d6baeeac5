using System.Reflection;
using SmartAI.Platform.Access;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Notifications;

namespace SmartAI.Platform.Modules;

/// <summary>The modules that the build found, in the declared order; modules from outside follow in name order.</summary>
public sealed class ModuleCatalog
{
    private const string Listed = "SmartAI.Module:";
    private static readonly string[] DeclaredOrder =
    [
        "system",
        "identity",
        "audit",
        "files",
        "notifications",
        "approvals",
        "assistant",
        "mcp",
    ];

    private ModuleCatalog(IReadOnlyList<IModule> modules) => Modules = modules;

    /// <summary>All modules, lowest first: a module may use the Contracts of those before it.</summary>
    public IReadOnlyList<IModule> Modules { get; }

    /// <summary>Every permission a module declares.</summary>
    public IEnumerable<Permission> Permissions => Modules.SelectMany(m => m.Permissions);

    /// <summary>Every error that can leave the platform: the kernel's own and the modules'.</summary>
    public IEnumerable<Error> Errors => PlatformErrors.All.Concat(Modules.SelectMany(m => m.Errors));

    /// <summary>Every kind of event that people are told about.</summary>
    public IEnumerable<NotificationKind> Notifications => Modules.SelectMany(m => m.Notifications);

    /// <summary>Loads the assemblies that the server's project file lists as modules.</summary>
    public static ModuleCatalog Of(Assembly server) =>
        new(
            server
                .GetCustomAttributes<AssemblyMetadataAttribute>()
                .Where(a => a.Key.StartsWith(Listed, StringComparison.Ordinal))
                .Select(a => Assembly.Load($"SmartAI.{a.Key[Listed.Length..]}"))
                .SelectMany(In)
                .Select(t => (IModule)Activator.CreateInstance(t)!)
                .OrderBy(m => Array.IndexOf(DeclaredOrder, m.Name) is var at and >= 0 ? at : DeclaredOrder.Length)
                .ThenBy(m => m.Name, StringComparer.Ordinal)
                .ToList()
        );

    // Public ones: loading all types of an assembly, closures and state machines too, costs a start more than what it does with them.
    private static Type[] In(Assembly assembly)
    {
        var modules = Array.FindAll(assembly.GetExportedTypes(), t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(IModule)));
        return modules.Length > 0
            ? modules
            : throw new InvalidOperationException($"{assembly.GetName().Name} has no public class that implements IModule.");
    }
}
