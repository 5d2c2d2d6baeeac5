namespace SmartAI.Server.Commands.Checks;

internal enum State
{
    Ok,
    Warning,
    Failed,
}

/// <summary>What a check found, and what to do about it.</summary>
internal sealed record Finding(string Name, State State, string Sentence, string? Advice = null)
{
    internal static Finding Ok(string name, string sentence) => new(name, State.Ok, sentence);

    internal static Finding Warn(string name, string sentence, string advice) => new(name, State.Warning, sentence, advice);

    internal static Finding Fail(string name, string sentence, string advice) => new(name, State.Failed, sentence, advice);
}
