using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SmartAI.Platform.Data;

/// <summary>
/// What nodes tell each other, over <c>LISTEN</c> and <c>NOTIFY</c>: always a wake-up, never a truth. One connection per node listens, for as long as the
/// node lives; it has to reach PostgreSQL itself, because a transaction pooler forgets who listens.
/// </summary>
/// <param name="direct">The connection string that goes past any pooler.</param>
/// <param name="source">Sends, through the pool.</param>
/// <param name="log">Where lost connections are told.</param>
public sealed class Wakeups(string direct, NpgsqlDataSource source, ILogger<Wakeups> log) : BackgroundService
{
    private static readonly TimeSpan s_firstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_lastRetry = TimeSpan.FromSeconds(5);

    private readonly WakeupSubscribers _subscribers = new(log);
    private readonly WakeupSender _sender = new(source, log);
    private CancellationTokenSource _relisten = new();
    private int _listening = -1;

    /// <summary>True while a notification on any subscribed channel would arrive. A cache that relies on them is bypassed while this is false.</summary>
    public bool IsConnected => Volatile.Read(ref _listening) == _subscribers.Version;

    /// <summary>Calls back with each payload on a channel, on the listening thread: set a flag or start nothing longer. Disposing ends it.</summary>
    /// <param name="channel">Lower-case letters and underscores.</param>
    /// <param name="onPayload">Called once per notification.</param>
    public IDisposable Subscribe(string channel, Action<string> onPayload)
    {
        var subscription = _subscribers.Add(channel, onPayload, out var isNew);
        if (isNew)
            Volatile.Read(ref _relisten).Cancel();
        return subscription;
    }

    /// <summary>Calls back with true whenever listening has begun, and with false when it was lost. What was cached before either call may be stale.</summary>
    public IDisposable OnConnectionChange(Action<bool> onChange) => _subscribers.Add(onChange);

    /// <summary>
    /// Sends a wake-up to every node, this one included. Equal ones that come within 10 ms leave as one. The task ends when it is sent or given up; it never
    /// fails, because nothing may depend on a wake-up.
    /// </summary>
    public Task SendAsync(string channel, string payload) => _sender.SendAsync(channel, payload);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_sender.RunAsync(stoppingToken), ListenAsync(stoppingToken));

    private async Task ListenAsync(CancellationToken stopping)
    {
        var retry = s_firstRetry;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString());
                connection.Notification += (_, told) => _subscribers.Tell(told.Channel, told.Payload);
                await connection.OpenAsync(stopping);
                while (true)
                {
                    await ListenOnceAsync(connection, stopping);
                    retry = s_firstRetry;
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
            catch (Exception lost)
            {
                log.LogWarning("No notifications from the database ({Reason}); trying again in {Delay}", lost.GetType().Name, retry);
            }
            finally
            {
                if (Interlocked.Exchange(ref _listening, -1) >= 0)
                    _subscribers.Tell(connected: false);
            }
            await Task.Delay(retry, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            retry = retry * 2 < s_lastRetry ? retry * 2 : s_lastRetry;
        }
    }

    /// <summary>Listens on the channels known now, until one is added.</summary>
    private async Task ListenOnceAsync(NpgsqlConnection connection, CancellationToken stopping)
    {
        // Published before the channels are read: one that is added after that cancels the wait. Not disposed, because that may happen at any moment.
        var added = new CancellationTokenSource();
        Interlocked.Exchange(ref _relisten, added);
        var (version, channels) = _subscribers.Channels();
        if (channels.Count > 0)
        {
            await using var listen = new NpgsqlCommand(string.Concat(channels.Select(c => $"listen \"{c}\";")), connection);
            await listen.ExecuteNonQueryAsync(stopping);
        }
        // One more channel on a connection that stands is no change: nothing was missed, and open streams would be cut for it.
        if (Interlocked.Exchange(ref _listening, version) < 0)
            _subscribers.Tell(connected: true);

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, added.Token);
        try
        {
            while (!either.IsCancellationRequested)
                await connection.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (added.IsCancellationRequested && !stopping.IsCancellationRequested) { }
        stopping.ThrowIfCancellationRequested();
    }

    private string ConnectionString() =>
        new NpgsqlConnectionStringBuilder(direct)
        {
            // A silent network is noticed within seconds; the default would be never.
            KeepAlive = 5,
            Pooling = false,
            Multiplexing = false,
            ApplicationName = "smartai-wakeups",
        }.ConnectionString;
}

/// <summary>Registers wake-ups.</summary>
public static class WakeupServices
{
    /// <summary>Adds <see cref="Wakeups"/>, which listens and sends for as long as the host runs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="direct">The connection string that goes past any pooler.</param>
    public static IServiceCollection AddWakeups(this IServiceCollection services, string direct) =>
        services
            .AddSingleton(provider => new Wakeups(
                direct,
                provider.GetRequiredService<NpgsqlDataSource>(),
                provider.GetRequiredService<ILogger<Wakeups>>()
            ))
            .AddHostedService(provider => provider.GetRequiredService<Wakeups>());
}
