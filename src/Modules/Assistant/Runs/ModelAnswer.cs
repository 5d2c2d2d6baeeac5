using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SmartAI.Assistant.Budgets;
using SmartAI.Assistant.BuiltIn;
using SmartAI.Assistant.Conversations;
using SmartAI.Assistant.Models;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.Runs;

/// <summary>Answers with a model: it speaks, asks for tools, reads what they gave, speaks again. A change ends the turn: a person decides first.</summary>
internal sealed class ModelAnswer(ToolRanker ranker, ToolCatalog catalog, ToolPolicies policies, ToolCalls calls, Meter meter)
{
    internal const string TooManyCalls = "assistant.too_many_calls";
    internal const string CallIdTwice = "assistant.call_id_twice";

    // More would fill the window of a small model before anything was said.
    private const int MostTools = 64;
    private const int MostRounds = 8;
    private const int MostCalls = 8;

    // One for each tool: the libraries keep beside it what they make of its schema, which is more work than all else about a question.
    private static readonly ConditionalWeakTable<Tool, AITool> Declarations = [];

    internal async Task<Answered> AnswerAsync(Asked asked, FailoverChat chat, string instructions, bool isOver, CancellationToken cancel)
    {
        var history = new History(instructions, asked.Path);
        var more = new MoreOfResult();
        var cited = new Citations();
        var declared = await ToolsAsync(asked, cancel);
        if (asked.Chosen is { } chosen)
        {
            var (step, content) = await calls.CallAsync(asked, "chosen", chosen.Name, chosen.Arguments, cancel);
            if (step.State == StepState.Waiting)
                return new Answered(MessageState.Waiting);
            history.Add("", [(step, ResultOf(step, content, more))]);
        }

        for (var round = 0; round < MostRounds; round++)
        {
            // The first time it was asked before.
            var reached = round == 0 || isOver ? null : await meter.ReachedAsync(asked.Caller, cancel);
            if (reached is AtLimit.Refuse or AtLimit.WithoutModel)
            {
                asked.Log.Notice(reached == AtLimit.Refuse ? Meter.Refused : Meter.Spent);
                return new Answered(MessageState.Failed);
            }

            if (reached == AtLimit.Warn)
                asked.Log.Notice(Meter.Over);
            isOver = isOver || reached == AtLimit.Warn;

            var options = new ChatOptions { Tools = more.IsEmpty ? declared : [.. declared, MoreOfResult.Declaration] };
            var answer = await SpeakAsync(asked, chat, history, options, cancel);
            cited.Say(answer.Text);
            var wanted = Distinct(asked, answer);
            if (wanted.Count == 0)
            {
                cited.TellTo(asked.Log);
                return new Answered(MessageState.Done);
            }

            // Side by side, as the model asked for them; each ends in a result or in what it waits for.
            var done = await Task.WhenAll(wanted.Select((w, at) => CallAsync(asked, $"{round}.{at}", w, more, cancel)));
            foreach (var (step, content, _) in done)
                cited.Find(step, content);
            if (done.Any(d => d.Step.State == StepState.Waiting))
            {
                cited.TellTo(asked.Log);
                return new Answered(MessageState.Waiting);
            }

            history.Add(answer.Text, [.. done.Select(d => (d.Step, d.Told))]);
        }

        asked.Log.Notice(TooManyCalls);
        return new Answered(MessageState.Failed);
    }

    private async Task<IList<AITool>> ToolsAsync(Asked asked, CancellationToken cancel)
    {
        var offered = await policies.OfferedAsync(catalog, asked.Caller, cancel);
        var tools = offered.Count <= MostTools ? offered : ranker.Rank(asked.Question.Text, offered, MostTools);
        return [.. tools.Select(t => Declarations.GetValue(t, Declare))];
    }

    private static AITool Declare(Tool tool) => AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, tool.Input);

    private async Task<ChatResponse> SpeakAsync(
        Asked asked,
        FailoverChat chat,
        History history,
        ChatOptions options,
        CancellationToken cancel
    )
    {
        var updates = new List<ChatResponseUpdate>();
        try
        {
            await foreach (var update in chat.GetStreamingResponseAsync(history.Messages, options, cancel))
            {
                updates.Add(update);
                asked.Log.Text(update.Text);
            }

            return updates.ToChatResponse();
        }
        finally
        {
            // Also where it was stopped or cut: what was said has its price.
            if (chat.AnsweredBy is { } provider)
            {
                var took = Tokens.Of(provider, history.Messages, updates);
                asked.Took.Add(took);
                await meter.AddAsync(asked.Caller, took);
            }
        }
    }

    private async Task<(ToolStep Step, JsonElement? Content, string Told)> CallAsync(
        Asked asked,
        string id,
        FunctionCallContent wanted,
        MoreOfResult more,
        CancellationToken cancel
    )
    {
        var arguments = JsonSerializer.SerializeToElement(wanted.Arguments ?? new Dictionary<string, object?>());
        if (wanted.Name == MoreOfResult.Name)
            return (new ToolStep(id, wanted.Name, wanted.Name, true, arguments, StepState.Done), null, more.Read(wanted.Arguments));
        var (step, content) = await calls.CallAsync(asked, id, wanted.Name, arguments, cancel);
        return (step, content, ResultOf(step, content, more));
    }

    private static string ResultOf(ToolStep step, JsonElement? content, MoreOfResult more)
    {
        var text = ResultText.Of(step, content);
        lock (more)
            return text + more.Keep(ResultText.TextOf(content));
    }

    private static List<FunctionCallContent> Distinct(Asked asked, ChatResponse answer)
    {
        var wanted = answer.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
        // Of two calls with one id the first counts: whose result the other's would be could not be told.
        var distinct = wanted.DistinctBy(w => w.CallId, StringComparer.Ordinal).ToList();
        if (distinct.Count < wanted.Count)
            asked.Log.Notice(CallIdTwice);
        if (distinct.Count > MostCalls)
            asked.Log.Notice(TooManyCalls);
        return [.. distinct.Take(MostCalls)];
    }
}
