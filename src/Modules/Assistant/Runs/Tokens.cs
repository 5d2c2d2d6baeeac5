using Microsoft.Extensions.AI;
using SmartAI.Assistant.Providers;

namespace SmartAI.Assistant.Runs;

/// <summary>What one question to a provider took.</summary>
/// <param name="Provider">Who answered.</param>
/// <param name="Input">Tokens that it read.</param>
/// <param name="Output">Tokens that it wrote.</param>
/// <param name="IsEstimated">True where the provider did not say, so that it was reckoned from the letters.</param>
internal sealed record Tokens(Provider Provider, long Input, long Output, bool IsEstimated)
{
    // Near enough for European languages; it counts only where an answer was cut before its count came.
    private const int LettersPerToken = 4;

    internal static Tokens Of(Provider provider, IEnumerable<ChatMessage> asked, IReadOnlyList<ChatResponseUpdate> answered)
    {
        var said = answered.SelectMany(u => u.Contents).OfType<UsageContent>().Select(u => u.Details).ToList();
        var (input, output) = (said.Sum(d => d.InputTokenCount ?? 0), said.Sum(d => d.OutputTokenCount ?? 0));
        return input > 0 && output > 0
            ? new Tokens(provider, input, output, false)
            : new Tokens(
                provider,
                Math.Max(input, asked.Sum(m => m.Contents.Sum(SizeOf)) / LettersPerToken),
                Math.Max(output, answered.Sum(u => u.Contents.Sum(SizeOf)) / LettersPerToken),
                true
            );
    }

    private static long SizeOf(AIContent content) =>
        content switch
        {
            TextContent text => text.Text.Length,
            FunctionResultContent result => result.Result?.ToString()?.Length ?? 0,
            FunctionCallContent call => call.Name.Length
                + (call.Arguments?.Sum(a => (a.Value?.ToString()?.Length ?? 0) + a.Key.Length) ?? 0),
            _ => 0,
        };
}
