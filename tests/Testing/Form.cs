namespace SmartAI.Testing;

/// <summary>How much a test does that has two forms: the short one of every run, or the full one of <c>make test-long</c>, which sets SMARTAI_TEST_LONG.</summary>
public static class Form
{
    /// <summary>Whether this run is of the full forms.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("SMARTAI_TEST_LONG") is { Length: > 0 };
}
