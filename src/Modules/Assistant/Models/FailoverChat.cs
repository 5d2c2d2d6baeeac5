using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SmartAI.Assistant.Providers;

namespace SmartAI.Assistant.Models;

/// <summary>
/// Asks the first provider, and the next one where it does not begin to answer. Once a word was shown nobody else goes on in its place: two models would
/// seem to be one.
/// </summary>
internal sealed class FailoverChat(IReadOnlyList<(Provider Provider, IChatClient Chat)> providers, ProviderRests rests) : IChatClient
{
    /// <summary>Who answers, once somebody does.</summary>
    internal Provider? AnsweredBy { get; private set; }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var asked = messages.ToList();
        ProviderException? last = null;
        // Those that asked for rest come last and not never: an answer late is better than none.
        foreach (var (provider, chat) in providers.OrderBy(p => rests.IsResting(p.Provider.Id)))
        {
            await using var updates = chat.GetStreamingResponseAsync(asked, options, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            var (first, failure) = await BeginAsync(updates);
            if (failure is not null)
            {
                last = failure;
                rests.Note(provider.Id, failure);
                if (failure.MayTryAnother)
                    continue;
                break;
            }

            rests.Clear(provider.Id);
            AnsweredBy = provider;
            foreach (var update in first)
                yield return update;
            while (await updates.MoveNextAsync())
                yield return updates.Current;
            yield break;
        }

        throw last ?? new ProviderException(ProviderFault.Unreachable, "No provider is configured.");
    }

    /// <summary>All up to the first piece that a reader would see.</summary>
    private static async Task<(List<ChatResponseUpdate> First, ProviderException? Failure)> BeginAsync(
        IAsyncEnumerator<ChatResponseUpdate> updates
    )
    {
        var first = new List<ChatResponseUpdate>();
        try
        {
            while (await updates.MoveNextAsync())
            {
                first.Add(updates.Current);
                if (updates.Current.Contents.Any(c => c is TextContent { Text.Length: > 0 } or FunctionCallContent))
                    break;
            }

            return (first, null);
        }
        catch (ProviderException failure)
        {
            return (first, failure);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        foreach (var (_, chat) in providers)
            chat.Dispose();
    }
}

/// <summary>
/// Which providers asked to be left alone for a while. Kept by each node for itself: it is a courtesy, and a node that does not know learns it with one
/// question.
/// </summary>
internal sealed class ProviderRests(TimeProvider clock)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _until = new();

    internal bool IsResting(Guid provider) => _until.TryGetValue(provider, out var until) && until > clock.GetUtcNow();

    internal void Note(Guid provider, ProviderException failure)
    {
        var rest =
            failure.RetryAfter ?? (failure.Fault is ProviderFault.ContentFiltered or ProviderFault.RequestRefused ? TimeSpan.Zero : Short);
        if (rest > TimeSpan.Zero)
            _until[provider] = clock.GetUtcNow() + (rest < Longest ? rest : Longest);
    }

    internal void Clear(Guid provider) => _until.TryRemove(provider, out _);
}
