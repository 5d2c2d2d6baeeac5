using System.Text.Json;
using Microsoft.Extensions.AI;
using SmartAI.Assistant.BuiltIn;
using SmartAI.Assistant.Conversations;
using SmartAI.Assistant.Models;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.Runs;

/// <summary>Answers with a model: it speaks, asks for tools, reads what they gave, speaks again. A change ends the turn: a person decides first.</summary>
internal sealed class ModelAnswer(ToolRanker ranker, ToolCatalog catalog, ToolPolicies policies, ToolCalls calls)
{
    internal const string TooManyCalls = "assistant.too_many_calls";
    internal const string CallIdTwice = "assistant.call_id_twice";

    // More would fill the window of a small model before anything was said.
    private const int MostTools = 64;
    private const int MostRounds = 8;
    private const int MostCalls = 8;

    internal async Task<Answered> AnswerAsync(Asked asked, FailoverChat chat, CancellationToken cancel)
    {
        var offered = await policies.OfferedAsync(catalog, asked.Caller, cancel);
        var tools = offered.Count <= MostTools ? offered : ranker.Rank(asked.Question.Text, offered, MostTools);
        var options = new ChatOptions
        {
            Tools = [.. tools.Select(t => AIFunctionFactory.CreateDeclaration(t.Name, t.Description, t.Input))],
        };
        var messages = new List<ChatMessage> { new(ChatRole.System, Instructions.Own) };
        messages.AddRange(History.Of(asked.Path));
        long? input = null,
            output = null;
        if (asked.Chosen is { } chosen)
        {
            var step = await calls.CallAsync(asked, "chosen", chosen.Name, chosen.Arguments, cancel);
            if (step.State == StepState.Waiting)
                return new Answered(MessageState.Waiting);
            messages.AddRange(History.Of(step));
        }

        for (var round = 0; round < MostRounds; round++)
        {
            var updates = new List<ChatResponseUpdate>();
            await foreach (var update in chat.GetStreamingResponseAsync(messages, options, cancel))
            {
                updates.Add(update);
                asked.Log.Text(update.Text);
            }

            var answer = updates.ToChatResponse();
            input = Sum(input, answer.Usage?.InputTokenCount);
            output = Sum(output, answer.Usage?.OutputTokenCount);
            var wanted = answer.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ToList();
            if (wanted.Count == 0)
                return End(MessageState.Done);

            // Side by side, as the model asked for them; each ends in a result or in what it waits for.
            var steps = await Task.WhenAll(
                Distinct(asked, round, wanted).Select(w => calls.CallAsync(asked, w.Id, w.Name, w.Arguments, cancel))
            );
            if (steps.Any(s => s.State == StepState.Waiting))
                return End(MessageState.Waiting);
            messages.AddRange(History.Of(answer.Text, steps));
        }

        asked.Log.Notice(TooManyCalls);
        return End(MessageState.Failed);

        Answered End(MessageState state) => new(state, chat.AnsweredBy?.Id, chat.AnsweredBy?.Model, input, output);
    }

    private static IEnumerable<(string Id, string Name, JsonElement Arguments)> Distinct(
        Asked asked,
        int round,
        IReadOnlyList<FunctionCallContent> wanted
    )
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var call in wanted)
        {
            // Of two calls with one id the first counts: whose result the other's would be could not be told.
            if (!known.Add(call.CallId))
                asked.Log.Notice(CallIdTwice);
            else if (known.Count > MostCalls)
                asked.Log.Notice(TooManyCalls);
            else
                yield return (
                    $"{round}.{call.CallId}",
                    call.Name,
                    JsonSerializer.SerializeToElement(call.Arguments ?? new Dictionary<string, object?>())
                );
        }
    }

    private static long? Sum(long? a, long? b) => a is null && b is null ? null : (a ?? 0) + (b ?? 0);
}
