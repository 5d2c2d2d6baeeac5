using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using SmartAI.Assistant.Conversations;
using SmartAI.Assistant.Safety;

namespace SmartAI.Assistant.Runs;

/// <summary>
/// What was said, in the words that a model is told it: the newest that fit, secrets masked, and what tools gave marked as what it is. Calls get ids of our
/// own: a model's may repeat those of an answer before, and each maker allows other letters in them.
/// </summary>
internal sealed partial class History
{
    private const int MostCharacters = 60_000;
    private const int LongestName = 64;
    private int _calls;

    internal List<ChatMessage> Messages { get; } = [];

    internal History(string instructions, IReadOnlyList<Message> path)
    {
        Messages.Add(new ChatMessage(ChatRole.System, instructions));
        var left = MostCharacters;
        var from = path.Count;
        // What was just asked is told however long it is.
        while (from > 0 && (from == path.Count || left > 0))
        {
            from--;
            left -= path[from].Text.Length + path[from].Parts.Length;
        }

        foreach (var message in path.Skip(from))
            Add(message);
    }

    /// <summary>What a model said and called, and what came of it.</summary>
    internal void Add(string text, IReadOnlyList<(ToolStep Step, string Result)> calls)
    {
        var ids = calls.Select(_ => string.Create(CultureInfo.InvariantCulture, $"call_{++_calls}")).ToList();
        List<AIContent> said = text.Length == 0 ? [] : [new TextContent(text)];
        said.AddRange(calls.Select((c, at) => new FunctionCallContent(ids[at], NameOf(c.Step.Name), ArgumentsOf(c.Step))));
        if (said.Count > 0)
            Messages.Add(new ChatMessage(ChatRole.Assistant, said));
        if (calls.Count > 0)
            Messages.Add(
                new ChatMessage(ChatRole.Tool, [.. calls.Select((c, at) => (AIContent)new FunctionResultContent(ids[at], c.Result))])
            );
    }

    private void Add(Message message)
    {
        var parts = Parts.Read(message.Parts);
        if (message.Role == MessageRole.Person)
        {
            var said = parts[0].Tool is { } chosen ? $"(chose the tool {chosen.Name} by hand)" : Secrets.Mask(message.Text);
            // What a page is called may be a name that somebody else gave it.
            if (parts.FirstOrDefault(p => p.Page is not null)?.Page is { } page)
                said += $"\n\nOpen beside this message: {ResultText.Fenced(Secrets.Mask(JsonSerializer.Serialize(page, Parts.Json)), 0)}";
            Messages.Add(new ChatMessage(ChatRole.User, said));
            return;
        }

        var text = "";
        var calls = new List<(ToolStep, string)>();
        foreach (var part in parts)
        {
            if (part.Tool is { } step)
                calls.Add((step, ResultText.Of(step, step.Result)));
            if (part.Text is null)
                continue;
            if (calls.Count > 0)
            {
                Add(text, calls);
                (text, calls) = ("", []);
            }

            text += part.Text;
        }

        Add(text, calls);
    }

    private static string NameOf(string name)
    {
        var known = NoNameLetter().Replace(name, "_");
        return known.Length > LongestName ? known[..LongestName] : known;
    }

    private static Dictionary<string, object?>? ArgumentsOf(ToolStep step) =>
        step.Arguments.ValueKind == System.Text.Json.JsonValueKind.Object
            ? step.Arguments.EnumerateObject().GroupBy(a => a.Name).ToDictionary(g => g.Key, g => (object?)g.Last().Value)
            : null;

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex NoNameLetter();
}
