using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Access;
using SmartAI.Platform.Data;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Platform.Approvals;

/// <summary>What a tool's policy comes to for one caller.</summary>
/// <param name="Rule">Whether it is refused, asked about or run.</param>
/// <param name="SecondPerson">Where it asks: whether a second person has to say yes.</param>
/// <param name="MayStand">Where it asks: whether the person's yes may hold for the rest of a conversation.</param>
public readonly record struct ToolRuling(ToolRule Rule, bool SecondPerson, bool MayStand);

/// <summary>
/// What may be called, asked on every tool call. Kept on each node until a change is told at its commit; while nothing would be told, it is read each time.
/// </summary>
public sealed class ToolPolicies : IDisposable
{
    /// <summary>Where a change is told.</summary>
    public const string Channel = "smartai_tool_policies";

    private readonly IServiceScopeFactory _scopes;
    private readonly Wakeups _wakeups;
    private readonly IDisposable _subscription;
    private readonly IDisposable _connection;
    private FrozenDictionary<string, ToolPolicy>? _known;
    private long _generation;

    internal ToolPolicies(IServiceScopeFactory scopes, Wakeups wakeups)
    {
        (_scopes, _wakeups) = (scopes, wakeups);
        _subscription = wakeups.Subscribe(Channel, _ => Forget());
        _connection = wakeups.OnConnectionChange(_ => Forget());
    }

    /// <summary>The tools that a caller's roles allow and no rule forbids them.</summary>
    public async Task<IReadOnlyList<Tool>> OfferedAsync(ToolCatalog catalog, Caller caller, CancellationToken cancel)
    {
        var policies = await AllAsync(cancel);
        return [.. catalog.For(caller).Where(t => RuleOf(policies, t, caller).Rule != ToolRule.Forbid)];
    }

    /// <summary>What happens when this caller calls the tool.</summary>
    public async ValueTask<ToolRuling> OfAsync(Tool tool, Caller caller, CancellationToken cancel) =>
        RuleOf(await AllAsync(cancel), tool, caller);

    private static ToolRuling RuleOf(FrozenDictionary<string, ToolPolicy> policies, Tool tool, Caller caller) =>
        policies.TryGetValue(tool.Name, out var policy)
            ? new(policy.RuleFor(caller.Roles, tool), policy.SecondPerson, policy.AllowInConversation && !policy.SecondPerson)
            : new(ToolPolicy.DefaultOf(tool), false, false);

    private async ValueTask<FrozenDictionary<string, ToolPolicy>> AllAsync(CancellationToken cancel)
    {
        if (_wakeups.IsConnected && Volatile.Read(ref _known) is { } known)
            return known;
        var generation = Interlocked.Read(ref _generation);
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        // As many rows as tools at most.
        var read = (await db.Set<ToolPolicy>().AsNoTracking().ToListAsync(cancel)).ToFrozenDictionary(p => p.Tool, StringComparer.Ordinal);
        if (_wakeups.IsConnected && generation == Interlocked.Read(ref _generation))
            Volatile.Write(ref _known, read);
        return read;
    }

    private void Forget()
    {
        Interlocked.Increment(ref _generation);
        Volatile.Write(ref _known, null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _subscription.Dispose();
        _connection.Dispose();
    }
}
