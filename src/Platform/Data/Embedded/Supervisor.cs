using Microsoft.Extensions.Logging;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>Owns the running postmaster: starts it again when it dies, and stops it for good.</summary>
internal sealed class Supervisor : IDisposable
{
    private readonly ServerStart _start;
    private readonly string _password;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _watch;
    private ServerProcess? _process;

    internal Supervisor(ServerStart start, ServerStart.Running running, string password, ILogger logger, TimeProvider clock)
    {
        (_start, _password, _logger, _clock) = (start, password, logger, clock);
        (_process, Port) = (running.Process, running.Port);
        _watch = WatchAsync(running.Process, _stopping.Token);
    }

    internal int Port { get; }

    /// <summary>Ends the watch first, so that nothing is started again, then the postmaster.</summary>
    internal async Task StopAsync(CancellationToken cancel)
    {
        if (_process is null)
            return;
        await _stopping.CancelAsync();
        await _watch;
        var last = _process;
        _process = null;
        await last.StopAsync(cancel);
        await last.DisposeAsync();
    }

    public void Dispose() => _stopping.Dispose();

    // The connection string is in use all over the server, so a PostgreSQL that died comes back on its own port or not at all.
    private async Task WatchAsync(ServerProcess process, CancellationToken stopping)
    {
        for (var failures = 0; ; )
        {
            try
            {
                if (failures > 0)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(10_000, 100 << Math.Min(failures, 7))), _clock, stopping);
                }
                else
                {
                    await process.WaitForExitAsync(stopping);
                    _logger.LogWarning("PostgreSQL (pid {Pid}) ended unasked; starting it again", process.Id);
                }

                var next = await _start.StartOnAsync(Port, _password, stopping);
                await process.DisposeAsync();
                _process = process = next;
                failures = 0;
                _logger.LogInformation("PostgreSQL is back on port {Port}, pid {Pid}", Port, process.Id);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed)
            {
                // Whatever it is, a database that comes back late is better than one that does not.
                failures++;
                _logger.LogError(failed, "PostgreSQL did not come back, attempt {Attempt}; trying again", failures);
            }
        }
    }
}
