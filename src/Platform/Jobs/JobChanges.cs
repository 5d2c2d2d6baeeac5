using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using SmartAI.Platform.Data;
using SmartAI.Platform.Http;

namespace SmartAI.Platform.Jobs;

/// <summary>
/// Notes on a worker that jobs have begun or ended, and says so to every node: once in a while and without saying which, however many there were. It may be
/// lost: pages look by themselves too.
/// </summary>
internal sealed class JobChanges(Wakeups wakeups)
{
    internal const string Channel = "smartai_jobs_changed";
    private int _changed;

    internal void Note() => Volatile.Write(ref _changed, 1);

    internal async Task<int> TellAsync(CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _changed, 0) == 0)
            return 0;
        await wakeups.SendAsync(Channel, "").WaitAsync(cancel);
        return 1;
    }
}

/// <summary>Hints to open pages that jobs have changed, at most once a second; they read again what they may read. New jobs and those called off count too.</summary>
public sealed class JobHints : BackgroundService
{
    /// <summary>The event's name on the stream. It carries nothing.</summary>
    public const string Kind = "jobs-changed";
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    // One place: what changes while a hint is on its way is told by the next one.
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly LiveEvents _live;
    private readonly IDisposable[] _subscriptions;

    /// <summary>Hears what workers and writers of jobs say.</summary>
    public JobHints(LiveEvents live, Wakeups wakeups)
    {
        _live = live;
        _subscriptions =
        [
            .. new[] { JobChanges.Channel, JobSignal.Channel, JobSignal.CancelChannel }.Select(channel =>
                wakeups.Subscribe(channel, _ => _changed.Writer.TryWrite(true))
            ),
        ];
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in _changed.Reader.ReadAllAsync(stoppingToken))
            {
                _live.Hint(Kind);
                await Task.Delay(s_pause, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
        base.Dispose();
    }
}
