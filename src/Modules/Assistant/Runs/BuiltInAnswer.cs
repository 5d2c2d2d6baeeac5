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
    internal const string OfPage = "assistant.tools_of_page";
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
        var offered = await policies.OfferedAsync(catalog, asked.Caller, cancel);
        var meant = await MeantAsync(asked, text, ranker.Rank(text, offered, Most, asked.Page?.Title ?? ""), cancel);
        var found = await passages.FindAsync(text, [Documents.Source], Most, cancel);
        var told = found.Count == 0 ? null : new Part(PartKind.Passages) { Passages = found };
        // A question is answered first, an order is carried out first.
        foreach (var part in text.Contains('?', StringComparison.Ordinal) ? new[] { told, meant } : [meant, told])
            if (part is not null)
                asked.Log.Tell(part);
        if (meant is null)
            await TellOfPageAsync(asked, offered, told is not null, cancel);
        return new Answered(MessageState.Done);
    }

    /// <summary>Where the words say nothing that a tool does: what can be done on the page that was open, said to be that. Whom it is for stays open.</summary>
    private async Task TellOfPageAsync(Asked asked, IReadOnlyList<Tool> offered, bool isAnswered, CancellationToken cancel)
    {
        var ofPage =
            asked.Page is { } page
            && await MeantAsync(asked, asked.Question.Text, ranker.Rank(page.Title, offered, Most), cancel) is { } part
                ? part
                : null;
        if (ofPage is not null)
        {
            asked.Log.Notice(OfPage);
            asked.Log.Tell(ofPage);
        }
        else if (!isAnswered)
        {
            asked.Log.Notice(NothingFound);
        }
    }

    private async Task<Part?> MeantAsync(Asked asked, string text, IReadOnlyList<Tool> tools, CancellationToken cancel)
    {
        if (tools.Count == 0)
            return null;
        var matches = tools.Select(t => new FindTools.Match(t.Name, t.Title, t.ReadsOnly, Prefill.Read(t, text))).ToList();
        return new Part(PartKind.Suggestions) { Suggestions = await targets.FillAsync(asked, text, matches, cancel) };
    }
}
