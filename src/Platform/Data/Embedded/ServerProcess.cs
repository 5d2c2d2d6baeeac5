using System.Diagnostics;

namespace SmartAI.Platform.Data.Embedded;

/// <summary>A running postmaster: a child of this process, or one that a killed server left behind and this one adopted.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock;
    private readonly Func<bool> _isAlive;
    private readonly Process? _child;
    private readonly Task<string> _errors;

    private ServerProcess(int id, Func<bool> isAlive, Process? child, Task<string> errors, TimeProvider clock)
    {
        Id = id;
        _isAlive = isAlive;
        _child = child;
        _errors = errors;
        _clock = clock;
    }

    internal int Id { get; }

    internal bool IsAlive => _isAlive();

    internal static ServerProcess Start(IReadOnlyList<string> line, string folder, TimeProvider clock)
    {
        var description = ShellCommand.Describe(line, folder);
        if (OperatingSystem.IsWindows())
            description.CreateNewProcessGroup = true; // Ctrl-C is ours to answer
        var child = Process.Start(description)!;
        child.StandardInput.Close();
        return new ServerProcess(child.Id, () => !child.HasExited, child, ReadAsync(child.StandardError), clock);
    }

    internal static ServerProcess Adopt(PostmasterFile orphan, TimeProvider clock) =>
        new(orphan.Pid, () => orphan.Check() == PostmasterFile.State.Running, child: null, Task.FromResult(""), clock);

    internal async Task WaitForExitAsync(CancellationToken cancel)
    {
        if (_child is not null)
            await _child.WaitForExitAsync(cancel);
        // Only a parent is told of an exit; an adopted server has to be looked at.
        else
            while (IsAlive)
                await Task.Delay(TimeSpan.FromMilliseconds(100), _clock, cancel);
    }

    /// <summary>Stops it in any case: politely first; what takes too long or is cancelled leaves a recovery to the next start.</summary>
    internal async Task StopAsync(CancellationToken cancel)
    {
        if (await EndsAfterAsync(Signal.Interrupt, Patience, cancel))
            return;
        if (await EndsAfterAsync(Signal.Quit, ShortPatience, CancellationToken.None))
            return;
        await EndsAfterAsync(Signal.Kill, ShortPatience, CancellationToken.None);
    }

    /// <summary>What it said before it opened its log; for one that has ended.</summary>
    internal Task<string> ErrorsAsync(CancellationToken cancel) => _errors.WaitAsync(ShortPatience, _clock, cancel);

    public async ValueTask DisposeAsync()
    {
        if (_child is null)
            return;
        // The pipe ends when the last of its processes does, moments after the postmaster.
        await Task.WhenAny(_errors, Task.Delay(ShortPatience, _clock));
        _child.StandardError.Dispose();
        _child.Dispose();
        await _errors;
    }

    private async Task<bool> EndsAfterAsync(Signal signal, TimeSpan limit, CancellationToken cancel)
    {
        if (!IsAlive)
            return true;
        Signals.Send(Id, signal);
        using var tooLong = new CancellationTokenSource(limit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancel);
        try
        {
            await WaitForExitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // Kept short: after its first lines PostgreSQL writes to its own log.
    private static async Task<string> ReadAsync(StreamReader errors)
    {
        var first = new char[8192];
        var length = 0;
        try
        {
            while (length < first.Length && await errors.ReadAsync(first.AsMemory(length)) is > 0 and var read)
                length += read;
            while (length == first.Length && await errors.ReadAsync(new char[1024].AsMemory()) > 0)
                continue;
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Disposed while it still ran, or its pipe broke: what was read is what there is.
        }

        return new string(first, 0, length);
    }
}
