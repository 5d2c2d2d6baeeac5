namespace SmartAI.Testing;

/// <summary>
/// How long a test waits for what must come. Only a failure waits so long: a machine that is many times slower than a developer's, and busy, must see the
/// same outcome, and how fast something is, bench/ says.
/// </summary>
public static class Patience
{
    /// <summary>For an answer, an event, a process.</summary>
    public static TimeSpan Limit => TimeSpan.FromSeconds(90);

    /// <summary>For what every node must be told: less than the 30 seconds after which its cache forgets by itself.</summary>
    public static TimeSpan ToBeTold => TimeSpan.FromSeconds(20);

    /// <summary>For a whole server to start, stop or do a long verb.</summary>
    public static TimeSpan Long => TimeSpan.FromSeconds(240);
}
