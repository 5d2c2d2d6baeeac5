using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Assistant.Providers;

namespace SmartAI.Assistant.Models;

/// <summary>The models of this installation, in the order in which they are asked.</summary>
internal sealed class ConfiguredModels(AssistantDb db, ProviderKeys keys, ChatClients clients, ProviderRests rests)
{
    /// <summary>One client for all that somebody with these roles may ask; null if there is none, or none whose key can be read. The caller disposes it.</summary>
    internal async Task<FailoverChat?> ChatAsync(IReadOnlyCollection<string> roles, CancellationToken cancel)
    {
        var providers = await db
            .Providers.AsNoTracking()
            .For(roles)
            .OrderBy(p => p.Position)
            .ThenBy(p => p.Id)
            .Take(Provider.Most)
            .ToListAsync(cancel);
        return Chat(providers);
    }

    /// <summary>The same of those that were read.</summary>
    internal FailoverChat? Chat(IReadOnlyList<Provider> providers)
    {
        var usable = providers.Select(p => (Provider: p, Key: keys.Reveal(p))).Where(p => p.Key is not null).ToList();
        return usable.Count == 0 ? null : new FailoverChat([.. usable.Select(p => (p.Provider, clients.For(p.Provider, p.Key!)))], rests);
    }
}
