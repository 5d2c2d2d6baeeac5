using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmartAI.Platform;
using SmartAI.Platform.Data;

namespace SmartAI.Assistant.Runs;

/// <summary>
/// Writes the answers that this node has taken. A run is a row: it goes on where its reader hangs up, is stopped from any node, and where its node dies
/// another one says so. Not a durable job: an answer is mostly waiting, and hundreds of them must not hold the places of what works.
/// </summary>
internal sealed class Runner : BackgroundService
{
    internal const string Channel = "smartai_assistant_runs";
    private const int Most = 1000;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger<Runner> _log;
    private readonly SemaphoreSlim _more = new(0);
    private readonly ConcurrentDictionary<Guid, RunningAnswer> _running = new();
    private readonly string _node = Ids.NewSecret()[..16];
    private readonly IDisposable _subscription;

    public Runner(IServiceScopeFactory scopes, Wakeups wakeups, ILogger<Runner> log)
    {
        (_scopes, _log) = (scopes, log);
        _subscription = wakeups.Subscribe(Channel, _ => Wake());
    }

    /// <summary>Something may be there to do: a message was sent, a stop was asked for, an approval was decided.</summary>
    internal void Wake() => _more.Release();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // First: a node that starts is ready sooner without this module's model, which is a fifth of a start's work (perf).
                await _more.WaitAsync(Look, stoppingToken);
                while (_more.Wait(0, CancellationToken.None)) { }
                await OnceAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
            catch (Exception failure)
            {
                // Whatever it is: a background service that throws takes the whole server down with it.
                _log.LogWarning("Answers wait: {Reason}", failure.Message);
                await Task.Delay(Look, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        foreach (var run in _running.Values)
            run.Stop(StopReason.Shutdown);
        await Task.WhenAll(_running.Values.Select(r => r.Ended));
    }

    private async Task OnceAsync(CancellationToken cancel)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<RunStore>();
        foreach (var run in await store.ClaimAsync(_node, Most - _running.Count, cancel))
            Start(run);
        var mine = _running.Keys.ToArray();
        if (mine.Length > 0)
        {
            var held = await store.RenewAsync(_node, mine, cancel);
            foreach (var run in mine)
                if (!held.TryGetValue(run, out var stop))
                    Stop(run, StopReason.Lost);
                else if (stop)
                    Stop(run, StopReason.Asked);
        }

        foreach (var run in await store.AbandonedAsync(cancel))
            await store.AbandonAsync(run, cancel);
        await scope.ServiceProvider.GetRequiredService<Outcomes>().TakeAsync(cancel);
    }

    private void Start(Guid run)
    {
        var answer = new RunningAnswer(run, _node, _scopes, _log);
        _running[run] = answer;
        answer.Begin(() =>
        {
            if (_running.TryRemove(run, out var ended))
                ended.Dispose();
        });
    }

    private void Stop(Guid run, StopReason reason)
    {
        if (_running.TryGetValue(run, out var answer))
            answer.Stop(reason);
    }

    public override void Dispose()
    {
        _subscription.Dispose();
        _more.Dispose();
        base.Dispose();
    }
}
