using System.Reflection;
using System.Text.RegularExpressions;

namespace SmartAI.Platform.Operations.Prompts;

/// <summary>
/// A piece of work that a person can begin with a model: the words that it is given, and the tools that they send it to. A module declares its own beside
/// its permissions; MCP clients offer them to whoever may use all of those tools.
/// </summary>
/// <param name="Name">Begins with the module's name: <c>audit_explain_entry</c>.</param>
/// <param name="Title">What the person picks: a verb and its object.</param>
/// <param name="Description">One sentence on what comes of it.</param>
/// <param name="Text">What the model is told, with <c>{argument}</c> where a value goes and each tool by its name.</param>
public sealed partial record Prompt(string Name, string Title, string Description, string Text)
{
    /// <summary>The operations that the text sends the model to, by their ids.</summary>
    public required IReadOnlyList<string> Uses { get; init; }

    /// <summary>What the person may or has to give.</summary>
    public IReadOnlyList<PromptArgument> Arguments { get; init; } = [];

    /// <summary>A page of the documentation that goes with it, as guide and name: <c>members/approvals</c>.</summary>
    public string? Page { get; init; }

    /// <summary>The text with its values; each place has one.</summary>
    internal string Fill(IReadOnlyDictionary<string, string> values) => Place().Replace(Text, place => values[place.Groups[1].Value]);

    /// <summary>The names of the places in the text.</summary>
    internal IEnumerable<string> Places => Place().Matches(Text).Select(place => place.Groups[1].Value);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();

    /// <summary>The prompts that a class of static readonly fields declares, in order.</summary>
    public static IReadOnlyList<Prompt> In(Type prompts) =>
        [
            .. prompts
                .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(f => f.FieldType == typeof(Prompt))
                .Select(f => (Prompt)f.GetValue(null)!),
        ];
}

/// <summary>A value in a prompt.</summary>
/// <param name="Name">As it stands in the text.</param>
/// <param name="Description">What to give.</param>
/// <param name="Default">What stands there if nothing is given; null for an argument that has to be given.</param>
public sealed record PromptArgument(string Name, string Description, string? Default = null)
{
    /// <summary>What is offered while somebody types; other values are taken too.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];
}
