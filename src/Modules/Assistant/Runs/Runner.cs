using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SmartAI.Platform;
using SmartAI.Platform.Access;
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

    // Whether OnceAsync has anything to look at but this node's own answers.
    private const string Waiting = """
        select exists (select from assistant.runs where state <> 'Ended' and (state = 'Queued' or state = 'Running' and lease_until < clock_timestamp()))
            or exists (select from assistant.waiting_calls)
        """;

    private readonly IServiceScopeFactory _scopes;
    private readonly NpgsqlDataSource _database;
    private readonly ILogger<Runner> _log;
    private readonly SemaphoreSlim _more = new(0);
    private readonly ConcurrentDictionary<Guid, RunningAnswer> _running = new();
    private readonly string _node = Ids.NewSecret()[..16];
    private readonly IDisposable _subscription;
    private readonly IDisposable _changes;
    private bool _isStopping;

    public Runner(IServiceScopeFactory scopes, NpgsqlDataSource database, Wakeups wakeups, ICallers callers, ILogger<Runner> log)
    {
        (_scopes, _database, _log) = (scopes, database, log);
        _subscription = wakeups.Subscribe(Channel, _ => Wake());
        _changes = callers.OnChange(LookAt);
    }

    /// <summary>Something may be there to do: a message was sent, a stop was asked for, an approval was decided.</summary>
    internal void Wake() => _more.Release();

    /// <summary>
    /// Writes the answer to a message that was just sent here, at once: the first word need not wait until the node looks for it
    /// with all else that may be there to do. It stands in the table as any other, so where this node ends before it has taken it, another one does.
    /// </summary>
    internal void Begin(Begun begun)
    {
        if (_running.Count < Most && !Volatile.Read(ref _isStopping))
            Start(begun.Run.Id, begun);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // First: a node that starts is ready sooner without this module's model, which is a fifth of a start's work (perf).
                await _more.WaitAsync(Look, stoppingToken);
                while (_more.Wait(0, CancellationToken.None)) { }
                // By one statement: almost always there is nothing, and a node that nobody asks then builds no model of this module's data.
                if (!_running.IsEmpty || await IsAnythingWaitingAsync(stoppingToken))
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

        Volatile.Write(ref _isStopping, true);
        foreach (var run in _running.Values)
            run.Stop(StopReason.Shutdown);
        await Task.WhenAll(_running.Values.Select(r => r.Ended));
    }

    private async Task<bool> IsAnythingWaitingAsync(CancellationToken cancel)
    {
        await using var look = _database.CreateCommand(Waiting);
        return await look.ExecuteScalarAsync(cancel) is true;
    }

    private async Task OnceAsync(CancellationToken cancel)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<RunStore>();
        foreach (var run in await store.ClaimAsync(_node, Most - _running.Count, cancel))
            Start(run, null);
        var mine = _running.Where(r => r.Value.IsHeld).Select(r => r.Key).ToArray();
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

    private void Start(Guid run, Begun? begun)
    {
        var answer = new RunningAnswer(run, _node, begun, _scopes, _log);
        _running[run] = answer;
        if (Volatile.Read(ref _isStopping))
            answer.Stop(StopReason.Shutdown);
        // Only itself: a look of this node may have taken the run before it could.
        answer.Begin(() =>
        {
            _running.TryRemove(new KeyValuePair<Guid, RunningAnswer>(run, answer));
            answer.Dispose();
        });
    }

    /// <summary>Whose person was locked or changed otherwise asks at once whether it may go on.</summary>
    private void LookAt(Guid? person)
    {
        foreach (var answer in _running.Values)
            if (person is null || answer.Person == person)
                answer.LookAtPerson();
    }

    private void Stop(Guid run, StopReason reason)
    {
        if (_running.TryGetValue(run, out var answer))
            answer.Stop(reason);
    }

    public override void Dispose()
    {
        _subscription.Dispose();
        _changes.Dispose();
        _more.Dispose();
        base.Dispose();
    }
}
