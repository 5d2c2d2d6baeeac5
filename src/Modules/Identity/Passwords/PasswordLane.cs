using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;
using SmartAI.Identity.Users;
using SmartAI.Platform.Errors;

namespace SmartAI.Identity.Passwords;

/// <summary>
/// Hashes passwords on a few threads of its own behind a bounded queue. On the thread pool, 32 clients signing in took the whole server down to 0.4
/// percent of its rate (measured; docs/decisions). The hash is ASP.NET Core Identity's: PBKDF2 with HMAC-SHA512, 100,000 rounds.
/// </summary>
internal sealed class PasswordLane : IDisposable
{
    private const int Waiting = 128;

    private readonly PasswordHasher<User> _hasher = new();
    private readonly BlockingCollection<Action> _queue = new(Waiting);
    private readonly Thread[] _threads;
    private readonly string _nobody;

    public PasswordLane()
    {
        _nobody = _hasher.HashPassword(null!, Platform.Ids.NewSecret());
        _threads = [.. Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount / 2)).Select(Start)];
    }

    /// <summary>The hash to store.</summary>
    /// <exception cref="ServerBusyException">The queue is full.</exception>
    internal Task<string> HashAsync(string password, CancellationToken cancel) =>
        RunAsync(() => _hasher.HashPassword(null!, password), cancel);

    /// <summary>True if the password is right. An unknown person (null) takes as long and is never right.</summary>
    /// <exception cref="ServerBusyException">The queue is full.</exception>
    internal Task<bool> VerifyAsync(string? hash, string password, CancellationToken cancel) =>
        RunAsync(
            () => _hasher.VerifyHashedPassword(null!, hash ?? _nobody, password) != PasswordVerificationResult.Failed && hash is not null,
            cancel
        );

    private Task<T> RunAsync<T>(Func<T> work, CancellationToken cancel)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var queued = _queue.TryAdd(() =>
        {
            if (cancel.IsCancellationRequested)
            {
                done.TrySetCanceled(cancel);
                return;
            }

            try
            {
                done.TrySetResult(work());
            }
            catch (FormatException failure)
            {
                done.TrySetException(failure);
            }
        });
        return queued ? done.Task : Task.FromException<T>(new ServerBusyException("The password queue"));
    }

    private Thread Start(int number)
    {
        var thread = new Thread(Work) { IsBackground = true, Name = $"password-{number}" };
        thread.Start();
        return thread;
    }

    private void Work()
    {
        Yielding.ToOthers();
        foreach (var work in _queue.GetConsumingEnumerable())
            work();
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        foreach (var thread in _threads)
            thread.Join();
        _queue.Dispose();
    }
}
