using SmartAI.Assistant.BuiltIn;
using SmartAI.Assistant.Conversations;
using SmartAI.Assistant.Knowledge;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.Runs;

/// <summary>Answers without a model: tools that may be meant and passages that may answer, by words. It says what it is and guesses nothing.</summary>
internal sealed class BuiltInAnswer(
    ToolRanker ranker,
    ToolCatalog catalog,
    ToolPolicies policies,
    PassageSearch passages,
    ToolCalls calls,
    Targets targets
)
{
    internal const string NoModel = "assistant.no_model";
    internal const string NothingFound = "assistant.nothing_found";
    private const int Most = 3;

    internal async Task<Answered> AnswerAsync(Asked asked, string why, CancellationToken cancel)
    {
        if (asked.Chosen is { } chosen)
        {
            var (step, _) = await calls.CallAsync(asked, "chosen", chosen.Name, chosen.Arguments, cancel);
            return new Answered(step.State == StepState.Waiting ? MessageState.Waiting : MessageState.Done);
        }

        asked.Log.Notice(why);
        var text = asked.Question.Text;
        var meant = await MeantAsync(asked, text, cancel);
        var found = await passages.FindAsync(text, [Documents.Source], Most, cancel);
        var told = found.Count == 0 ? null : new Part(PartKind.Passages) { Passages = found };
        // A question is answered first, an order is carried out first.
        foreach (var part in text.Contains('?', StringComparison.Ordinal) ? new[] { told, meant } : [meant, told])
            if (part is not null)
                asked.Log.Tell(part);
        if (meant is null && told is null)
            asked.Log.Notice(NothingFound);
        return new Answered(MessageState.Done);
    }

    private async Task<Part?> MeantAsync(Asked asked, string text, CancellationToken cancel)
    {
        var tools = ranker.Rank(text, await policies.OfferedAsync(catalog, asked.Caller, cancel), Most);
        if (tools.Count == 0)
            return null;
        var matches = tools.Select(t => new FindTools.Match(t.Name, t.Title, t.ReadsOnly, Prefill.Read(t, text))).ToList();
        return new Part(PartKind.Suggestions) { Suggestions = await targets.FillAsync(asked, text, matches, cancel) };
    }
}
