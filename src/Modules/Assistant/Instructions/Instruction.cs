using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Assistant.Instructions;

/// <summary>What an operator wants a model to be told before it talks with people of one role.</summary>
internal sealed class Instruction
{
    internal const int MaxText = 4000;
    internal const string Everyone = "everyone";

    /// <summary>A role's name, or <see cref="Everyone"/>.</summary>
    public required string Role { get; init; }
    public required string Text { get; set; }
    public uint Version { get; private set; }
}

/// <summary>An instruction as it is shown.</summary>
internal sealed record InstructionView(
    [property: Example("member")] string Role,
    [property: Example("Answer in at most three sentences.")] string Text
);

internal static class SystemPrompt
{
    /// <summary>What a model is told before anything is said: the platform's own words, then the operator's for everybody, then those for the person's roles.</summary>
    internal static string Of(IEnumerable<Instruction> told) =>
        string.Join(
            "\n\n",
            told.OrderByDescending(i => i.Role == Instruction.Everyone)
                .ThenBy(i => i.Role, StringComparer.Ordinal)
                .Select(i => i.Text)
                .Prepend(BaseInstructions.Text)
        );
}
