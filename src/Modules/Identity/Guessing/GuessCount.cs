namespace SmartAI.Identity.Guessing;

/// <summary>Failed guesses at one thing in the window that is open.</summary>
internal sealed class GuessCount
{
    public required string Subject { get; init; }
    public required int Failures { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
}
