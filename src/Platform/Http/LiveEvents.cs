using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SmartAI.Platform.Data;

namespace SmartAI.Platform.Http;

/// <summary>
/// The open streams of this node. What is told stands in <c>platform.live_events</c>; a notification of the database only says that there is more to read,
/// and every few seconds the node looks without one. So nothing is missed while the database is away, and a browser that comes back goes on where it was.
/// </summary>
public sealed class LiveEvents : BackgroundService
{
    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, LiveStream[]> _people = [];
    private readonly LiveTable _table;
    private readonly ILogger<LiveEvents> _log;
    private readonly SemaphoreSlim _more = new(0);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IDisposable _subscription;
    private readonly CancellationTokenRegistration _stopping;
    private LiveSnapshot? _read;
    private bool _closed;

    /// <summary>Made with the host, so that the node listens before the first browser can open a stream.</summary>
    public LiveEvents(NpgsqlDataSource database, Wakeups wakeups, IHostApplicationLifetime host, ILogger<LiveEvents> log)
    {
        (_table, _log) = (new LiveTable(database), log);
        _subscription = wakeups.Subscribe(LiveEvent.Channel, _ => _more.Release());
        _stopping = host.ApplicationStopping.Register(CloseAll);
    }

    /// <summary>How many streams are open here.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _people.Values.Sum(streams => streams.Length);
        }
    }

    /// <summary>
    /// Opens a stream for one session. With <paramref name="lastEventId"/> it begins with what was told since; where that is no longer known, or too much,
    /// with <c>resync</c>, which asks the page to read its lists again.
    /// </summary>
    /// <param name="userId">Whose it is.</param>
    /// <param name="credentialId">The session that it was opened with.</param>
    /// <param name="lastEventId">As the browser sends it when it comes back; null the first time.</param>
    /// <param name="abort">Cuts the connection of a reader that does not keep up.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task<LiveStream> OpenAsync(Guid userId, Guid credentialId, string? lastEventId, Action abort, CancellationToken cancel)
    {
        await _ready.Task.WaitAsync(cancel);
        var stream = new LiveStream(userId, credentialId, abort, Remove);
        // Before anything is read: what commits from here on reaches the stream through the tail.
        Add(stream);
        try
        {
            await BeginAsync(stream, lastEventId, cancel);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var beaten = TimeProvider.System.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(stoppingToken);
                if (TimeProvider.System.GetElapsedTime(beaten) >= s_heartbeat)
                {
                    beaten = TimeProvider.System.GetTimestamp();
                    Beat();
                }
                await _more.WaitAsync(s_poll, stoppingToken);
                // One look answers all that asked for it so far.
                while (_more.Wait(0, CancellationToken.None)) { }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
            catch (NpgsqlException failure)
            {
                _log.LogWarning("Live events wait for the database: {Reason}", failure.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var (read, told) = await _table.ReadAsync(_read, cancel);
        foreach (var each in told)
            Deliver(each, read.Position);
        // A database that was restored to an earlier time counts its transactions from there: what a page knows is no longer so.
        var restored = _read is { } before && read.Xmax < before.Xmax;
        Volatile.Write(ref _read, read);
        if (restored)
            AbortAll();
        _ready.TrySetResult();
    }

    private async Task BeginAsync(LiveStream stream, string? lastEventId, CancellationToken cancel)
    {
        var now = Volatile.Read(ref _read)!;
        if (lastEventId is null)
        {
            stream.Begin(now.Position, [], resync: false);
            return;
        }

        var since = LivePosition.TryRead(lastEventId);
        var (position, told) = await _table.SinceAsync(stream.UserId, stream.CredentialId, since, cancel);
        stream.Begin(position, told ?? [], resync: told is null);
    }

    private void Deliver(ToldEvent told, LivePosition position)
    {
        LiveStream[]? streams;
        lock (_gate)
            _people.TryGetValue(told.Event.UserId, out streams);
        foreach (var stream in streams ?? [])
            if (told.Event.CredentialId is null || told.Event.CredentialId == stream.CredentialId)
                stream.Give(told, position);
    }

    /// <summary>Tells every stream that hears hints of this kind. Nothing is kept: a page that is away reads anew when it comes back.</summary>
    internal void Hint(string kind)
    {
        if (Volatile.Read(ref _read) is not { Position: var position })
            return;
        foreach (var stream in All())
            stream.Hint(kind, position);
    }

    private void Beat()
    {
        var position = Volatile.Read(ref _read)!.Position;
        foreach (var stream in All())
            stream.Beat(position);
    }

    private void CloseAll()
    {
        lock (_gate)
            _closed = true;
        _ready.TrySetCanceled();
        foreach (var stream in All())
            stream.Close();
    }

    private void AbortAll()
    {
        foreach (var stream in All())
            stream.Drop();
    }

    private LiveStream[] All()
    {
        lock (_gate)
            return [.. _people.Values.SelectMany(streams => streams)];
    }

    private void Add(LiveStream stream)
    {
        lock (_gate)
        {
            _people[stream.UserId] = [.. _people.GetValueOrDefault(stream.UserId) ?? [], stream];
            if (_closed)
                stream.Close();
        }
    }

    private void Remove(LiveStream stream)
    {
        lock (_gate)
        {
            LiveStream[] left = [.. (_people.GetValueOrDefault(stream.UserId) ?? []).Where(s => s != stream)];
            if (left.Length == 0)
                _people.Remove(stream.UserId);
            else
                _people[stream.UserId] = left;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _subscription.Dispose();
        _stopping.Dispose();
        _more.Dispose();
        base.Dispose();
    }
}
