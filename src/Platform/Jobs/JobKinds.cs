using System.Collections.Frozen;

namespace SmartAI.Platform.Jobs;

/// <summary>The kinds that this program can run, and the lines that its worker serves.</summary>
internal sealed class JobKinds
{
    private readonly FrozenDictionary<string, JobKind> _kinds;

    public JobKinds(IEnumerable<JobKind> kinds, JobSettings settings)
    {
        var named = new Dictionary<string, JobKind>(StringComparer.Ordinal);
        foreach (var kind in kinds)
            if (!named.TryAdd(kind.Name, kind))
                throw new InvalidOperationException($"Two handlers are registered for jobs of kind {kind.Name}.");
        _kinds = named.ToFrozenDictionary(StringComparer.Ordinal);

        var served = named.Values.Where(k => settings.Serves(k.Queue)).ToList();
        Served = [.. served.Select(k => k.Name).Order(StringComparer.Ordinal)];
        Lanes = [.. served.Where(k => k.Limit is null).Select(k => k.Lane).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Limited = [.. served.Where(k => k.Limit is not null).OrderBy(k => k.Name, StringComparer.Ordinal)];
    }

    /// <summary>Every kind by name.</summary>
    internal IReadOnlyDictionary<string, JobKind> All => _kinds;

    /// <summary>The kinds in the queues that this worker serves. Others are left to workers that know them.</summary>
    internal string[] Served { get; }

    /// <summary>The lines of kinds without a limit.</summary>
    internal string[] Lanes { get; }

    /// <summary>The kinds with a limit, each with a line of its own.</summary>
    internal IReadOnlyList<JobKind> Limited { get; }

    internal JobKind? Find(string kind) => _kinds.GetValueOrDefault(kind);
}
