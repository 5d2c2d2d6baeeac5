using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SmartAI.Assistant.Models;

/// <summary>How long and how large an answer may be.</summary>
/// <param name="FirstToken">Until it begins.</param>
/// <param name="Whole">Until it ends.</param>
/// <param name="LongestPiece">Characters of one piece.</param>
/// <param name="LongestAnswer">Characters of all pieces, the arguments of tools included.</param>
internal sealed record AnswerLimits(TimeSpan FirstToken, TimeSpan Whole, int LongestPiece, int LongestAnswer);

/// <summary>Holds a provider to its limits, and tells an answer that ended from one that was cut off.</summary>
internal sealed class GuardedChat(IChatClient inner, AnswerLimits limits, StreamCut cut) : DelegatingChatClient(inner)
{
    /// <summary>For the count of tokens that follows the end of an answer; a connection that stays open after it is not waited for.</summary>
    private static readonly TimeSpan AfterEnd = TimeSpan.FromSeconds(2);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        using var watch = new Watch(limits, cancellationToken);
        cut.Token = watch.Token;
        await using var updates = base.GetStreamingResponseAsync(messages, options, watch.Token).GetAsyncEnumerator(watch.Token);
        while (await NextAsync(updates, watch) is { } update)
            yield return update;
    }

    /// <summary>The next piece; null at the end.</summary>
    private static async Task<ChatResponseUpdate?> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, Watch watch)
    {
        try
        {
            if (await updates.MoveNextAsync())
                return watch.See(updates.Current);
        }
        catch (Exception) when (watch.HasEnded && watch.IsLate)
        {
            return null;
        }
        catch (Exception failure) when (watch.IsLate && failure is not ProviderException)
        {
            throw new ProviderException(ProviderFault.TooSlow, watch.Late, null, failure);
        }
        catch (Exception) when (watch.WasCancelledByCaller)
        {
            // Some libraries wrap a cancellation in an error of their own.
            throw new OperationCanceledException(watch.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw ProviderException.Of(failure, watch.HasBegun);
        }

        if (watch.HasEnded)
            return null;
        // Some libraries end quietly where they are cancelled.
        if (watch.WasCancelledByCaller)
            throw new OperationCanceledException(watch.Token);
        if (watch.IsLate)
            throw new ProviderException(ProviderFault.TooSlow, watch.Late);
        // A stream that was cut at the end of an event looks like one that ended; only the last word tells.
        throw new ProviderException(ProviderFault.Cut, "The connection ended before the answer did.");
    }

    private sealed class Watch : IDisposable
    {
        private readonly AnswerLimits _limits;
        private readonly CancellationToken _caller;
        private readonly CancellationTokenSource _either;
        private readonly long _started = TimeProvider.System.GetTimestamp();
        private long _characters;

        internal Watch(AnswerLimits limits, CancellationToken caller)
        {
            (_limits, _caller) = (limits, caller);
            _either = CancellationTokenSource.CreateLinkedTokenSource(caller);
            // Real time: a network is waited for, not a business day.
            _either.CancelAfter(limits.FirstToken < limits.Whole ? limits.FirstToken : limits.Whole);
        }

        internal CancellationToken Token => _either.Token;
        internal bool HasBegun { get; private set; }
        internal bool HasEnded { get; private set; }
        internal bool WasCancelledByCaller => _caller.IsCancellationRequested;
        internal bool IsLate => _either.IsCancellationRequested && !WasCancelledByCaller;
        internal string Late => HasBegun ? "The answer took too long." : "The provider did not begin to answer in time.";

        internal ChatResponseUpdate See(ChatResponseUpdate update)
        {
            var characters = update.Contents.Sum(SizeOf);
            _characters += characters;
            if (characters > _limits.LongestPiece || _characters > _limits.LongestAnswer)
                throw new ProviderException(ProviderFault.TooLong, "The provider sends more than an answer may have.");
            // Some servers say that they are there long before they say something.
            if (!HasBegun && characters > 0)
            {
                HasBegun = true;
                var left = _limits.Whole - TimeProvider.System.GetElapsedTime(_started);
                _either.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            }

            if (!HasEnded && update.FinishReason is not null)
            {
                HasEnded = true;
                _either.CancelAfter(AfterEnd);
            }

            return update;
        }

        private static int SizeOf(AIContent content) =>
            content switch
            {
                TextContent text => text.Text.Length,
                TextReasoningContent thought => thought.Text.Length,
                FunctionCallContent call => call.Name.Length
                    + (call.Arguments?.Sum(a => a.Key.Length + (a.Value?.ToString()?.Length ?? 0)) ?? 0),
                DataContent data => data.Data.Length,
                _ => 0,
            };

        public void Dispose() => _either.Dispose();
    }
}
