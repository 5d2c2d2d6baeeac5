using System.Text;
using System.Text.Json;
using SmartAI.Assistant.Conversations;
using SmartAI.Assistant.Knowledge;

namespace SmartAI.Assistant.Runs;

/// <summary>Which passages an answer cites: only such as were found while it was written, so that a model can make none up.</summary>
internal sealed class Citations
{
    private const string Search = "assistant_knowledge_search";
    private readonly Dictionary<string, FoundPassage> _found = new(StringComparer.Ordinal);
    private readonly StringBuilder _said = new();

    internal void Say(string text) => _said.AppendLine(text);

    internal void Find(ToolStep step, JsonElement? content)
    {
        if (step.Name != Search || step.State != StepState.Done || content is not { } found)
            return;
        foreach (var passage in found.Deserialize<SearchKnowledge.Response>(Parts.Json)!.Passages)
            _found.TryAdd($"{passage.Path}#{passage.Anchor}", passage);
    }

    internal void TellTo(RunLog log)
    {
        var said = _said.ToString();
        var cited = _found.Where(f => said.Contains(f.Key, StringComparison.Ordinal)).Select(f => f.Value).ToList();
        if (cited.Count > 0)
            log.Tell(new Part(PartKind.Citations) { Passages = cited });
    }
}
