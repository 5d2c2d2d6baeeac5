using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
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

internal static class InstructionQueries
{
    /// <summary>What a model is told before anything is said: the platform's own words, then the operator's for everybody, then those for the person's roles.</summary>
    internal static async Task<string> SystemPromptAsync(this AssistantDb db, IReadOnlyCollection<string> roles, CancellationToken cancel)
    {
        var told = await db
            .Instructions.AsNoTracking()
            .Where(i => i.Role == Instruction.Everyone || roles.Contains(i.Role))
            .OrderByDescending(i => i.Role == Instruction.Everyone)
            .ThenBy(i => i.Role)
            .Select(i => i.Text)
            .ToListAsync(cancel);
        return string.Join("\n\n", told.Prepend(BaseInstructions.Text));
    }
}
