using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SmartAI.Platform.Data;

/// <summary>
/// Sends notifications outside of the transactions that cause them: PostgreSQL takes one lock for all commits that notify, which was measured to cap a busy
/// queue at half its rate.
/// </summary>
internal sealed class WakeupSender(NpgsqlDataSource source, ILogger log)
{
    private static readonly TimeSpan s_gap = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private readonly HashSet<(string Channel, string Payload)> _waiting = [];
    private readonly Channel<bool> _some = Channel.CreateBounded<bool>(1);
    private TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopped;

    internal Task SendAsync(string channel, string payload)
    {
        lock (_gate)
        {
            if (_stopped)
                return Task.CompletedTask;
            if (_waiting.Add((channel, payload)))
                _some.Writer.TryWrite(true);
            return _sent.Task;
        }
    }

    internal async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await _some.Reader.ReadAsync(stopping);
                await FlushAsync(stopping);
                // The first leaves at once, the crowd behind it together.
                await Task.Delay(s_gap, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
        finally
        {
            lock (_gate)
            {
                _stopped = true;
                _sent.TrySetResult();
            }
        }
    }

    private async Task FlushAsync(CancellationToken stopping)
    {
        (string Channel, string Payload)[] batch;
        TaskCompletionSource sent;
        lock (_gate)
        {
            // A word that came while the last batch was taken may have left with it.
            if (_waiting.Count == 0)
                return;
            batch = [.. _waiting];
            _waiting.Clear();
            sent = _sent;
            _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        try
        {
            await using var notify = source.CreateCommand(
                "select pg_notify(channel, payload) from unnest(@channels, @payloads) as told(channel, payload)"
            );
            notify.Parameters.AddWithValue("channels", batch.Select(b => b.Channel).ToArray());
            notify.Parameters.AddWithValue("payloads", batch.Select(b => b.Payload).ToArray());
            await notify.ExecuteNonQueryAsync(stopping);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogDebug(failure, "A wake-up could not be sent");
        }
        finally
        {
            sent.TrySetResult();
        }
    }
}
