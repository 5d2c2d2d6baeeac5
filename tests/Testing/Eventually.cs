namespace SmartAI.Testing;

/// <summary>Waits for a condition, never for a time: asks again until it holds, and fails at the limit with what it saw last.</summary>
public static class Eventually
{
    /// <summary>Asks until the answer is the expected one.</summary>
    public static async Task<T> IsAsync<T>(Func<Task<T>> ask, Func<T, bool> expected, string what, TimeSpan? limit = null)
    {
        var end =
            TimeProvider.System.GetTimestamp() + (long)((limit ?? Patience.Limit).TotalSeconds * TimeProvider.System.TimestampFrequency);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            var seen = await ask();
            if (expected(seen))
                return seen;
            if (TimeProvider.System.GetTimestamp() > end)
                throw new TimeoutException($"Never came true: {what}. Last seen: {seen}");
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Asks until it is so.</summary>
    public static Task TrueAsync(Func<Task<bool>> holds, string what, TimeSpan? limit = null) => IsAsync(holds, held => held, what, limit);

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, string, TimeSpan?)"/>
    public static Task TrueAsync(Func<bool> holds, string what, TimeSpan? limit = null) =>
        TrueAsync(() => Task.FromResult(holds()), what, limit);
}
