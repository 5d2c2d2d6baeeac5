using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using SmartAI.Assistant.Data;
using SmartAI.Assistant.Models;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Assistant.Providers;

/// <summary>Asks a provider one short question, or which models it has.</summary>
internal static class TestProvider
{
    private const string Question = "Answer with the one word: ready";
    private const int Shown = 200;

    /// <summary>How it went. What failed is said here and not as an error: the test itself did what it should.</summary>
    internal sealed record Response(
        bool Succeeded,
        [property: Example("ready")] string? Answer,
        long? FirstTokenMilliseconds,
        long Milliseconds,
        long? InputTokens,
        long? OutputTokens,
        ProviderFault? Fault,
        [property: Example("The provider answered 401: the key is not accepted.")] string? Reason
    );

    /// <summary>Models by the names that a provider takes, in its own order, 1,000 at most.</summary>
    internal sealed record ModelsResponse([property: Example("llama-4-70b")] IReadOnlyList<string> Models);

    internal static void Map(RouteGroupBuilder providers)
    {
        providers
            .MapPost("/{id:guid}/test", TestAsync)
            .Operation("assistant.providers.test", "Ask a provider of AI models one short question", "It costs a few tokens.")
            .Requires(AssistantPermissions.ManageProviders)
            .Addresses(AssistantAudit.Provider)
            .Fails(AssistantErrors.ProviderNotFound, AssistantErrors.KeyUnreadable)
            .AsTool(ToolUse.AfterApproval);
        providers
            .MapGet("/{id:guid}/models", ModelsAsync)
            .Operation("assistant.providers.models", "List the models that a provider has")
            .OutsideReadLane()
            .Requires(AssistantPermissions.ManageProviders)
            .Addresses(AssistantAudit.Provider)
            .Fails(AssistantErrors.ProviderNotFound, AssistantErrors.KeyUnreadable, AssistantErrors.ProviderFailed)
            .AsTool(ToolUse.Read);
    }

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> TestAsync(
        Guid id,
        AssistantDb db,
        ProviderKeys keys,
        ChatClients clients,
        CancellationToken cancel
    )
    {
        var provider = await db.Providers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (provider is null)
            return AssistantErrors.ProviderNotFound.ToProblem();
        if (keys.Reveal(provider) is not { } key)
            return AssistantErrors.KeyUnreadable.ToProblem();
        using var chat = clients.For(provider, key);
        var response = await AskAsync(chat, cancel);
        db.Audit(AssistantAudit.ProviderTested, provider.Id, provider.Name);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(response);
    }

    private static async Task<Response> AskAsync(IChatClient chat, CancellationToken cancel)
    {
        // Real time: what is measured is the network.
        var started = TimeProvider.System.GetTimestamp();
        long Passed() => (long)TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
        long? first = null;
        var updates = new List<ChatResponseUpdate>();
        try
        {
            await foreach (var update in chat.GetStreamingResponseAsync(Question, new ChatOptions { MaxOutputTokens = 64 }, cancel))
            {
                first ??= update.Text.Length > 0 ? Passed() : null;
                updates.Add(update);
            }

            var answer = updates.ToChatResponse();
            return new Response(
                true,
                answer.Text.Length > Shown ? answer.Text[..Shown] : answer.Text,
                first,
                Passed(),
                answer.Usage?.InputTokenCount,
                answer.Usage?.OutputTokenCount,
                null,
                null
            );
        }
        catch (ProviderException failure)
        {
            return new Response(false, null, first, Passed(), null, null, failure.Fault, failure.Message);
        }
    }

    private static async Task<Results<Ok<ModelsResponse>, ProblemHttpResult>> ModelsAsync(
        Guid id,
        AssistantDb db,
        ProviderKeys keys,
        ModelNames names,
        CancellationToken cancel
    )
    {
        var provider = await db.Providers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (provider is null)
            return AssistantErrors.ProviderNotFound.ToProblem();
        if (keys.Reveal(provider) is not { } key)
            return AssistantErrors.KeyUnreadable.ToProblem();
        try
        {
            return TypedResults.Ok(new ModelsResponse(await names.ReadAsync(provider, key, cancel)));
        }
        catch (ProviderException failure)
        {
            return AssistantErrors.ProviderFailed.ToProblem(failure.Message);
        }
    }
}
