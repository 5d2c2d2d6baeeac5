namespace SmartAI.Architecture.Tests.Modules;

/// <summary>Rule 1: a module knows the kernel and the Contracts of modules before it, and shows no more than its module class and its own Contracts.</summary>
internal static class Boundaries
{
    private const string Kernel = "SmartAI.Platform";

    /// <summary>What is wrong, one sentence each. <paramref name="modules"/> are in the declared order.</summary>
    internal static IReadOnlyList<string> Violations(IReadOnlyList<ModuleImage> modules)
    {
        var order = modules.Select(m => m.Name).ToList();
        return [.. modules.SelectMany((module, at) => Look(module, order, at))];
    }

    /// <summary>The kernel knows no module, and nothing that stands on modules.</summary>
    internal static IReadOnlyList<string> KernelViolations(ModuleImage kernel) =>
        [.. kernel.References.Select(reference => $"{kernel.Name} references {reference}: the kernel knows no module.")];

    private static IEnumerable<string> Look(ModuleImage module, List<string> order, int at)
    {
        foreach (var reference in module.References.Where(r => r != Kernel))
        {
            if (order.IndexOf(reference) is var other && other < 0)
                yield return $"{module.Name} references {reference}, which is neither the kernel nor a module.";
            else if (other > at)
                yield return $"{module.Name} references {reference}, which comes after it: let {module.Name} listen to an event instead.";
        }

        foreach (var (assembly, space, name) in module.Uses.Where(u => u.Assembly != Kernel && !IsContract(u.Namespace)))
            yield return $"{module.Name} uses {space}.{name} of {assembly}: only its Contracts are for others.";

        foreach (var (space, name, isModule, isMigration) in module.PublicTypes)
            if (!isModule && !isMigration && !IsContract(space))
                yield return $"{module.Name} shows {space}.{name}: make it internal, or put it in Contracts.";

        foreach (var friend in module.Friends)
            if (friend != $"{module.Name}.Tests" && friend is not ("SmartAI.Testing" or "SmartAI.Architecture.Tests"))
                yield return $"{module.Name} lets {friend} look inside: only its own tests may.";
    }

    private static bool IsContract(string space) => space.Split('.').Contains("Contracts");
}
