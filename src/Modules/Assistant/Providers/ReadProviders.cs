using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Platform.Http;
using SmartAI.Platform.Lists;
using SmartAI.Platform.Operations;

namespace SmartAI.Assistant.Providers;

/// <summary>Lists providers and reads one, without their keys.</summary>
internal static class ReadProviders
{
    private static readonly ListOf<Provider, ProviderView> Providers = ListOf<Provider, ProviderView>
        .By(
            p => p.Id,
            p => new ProviderView(
                p.Id,
                p.Name,
                p.Kind,
                p.Url,
                p.ProtectedKey != null,
                p.Model,
                p.Position,
                p.IsEnabled,
                p.FirstTokenSeconds,
                p.WholeSeconds,
                p.InputPriceMicros,
                p.OutputPriceMicros,
                p.Roles,
                p.CreatedAt
            )
        )
        .Sort("position", p => p.Position)
        .Sort("name", p => p.Name);

    internal static void Map(RouteGroupBuilder providers)
    {
        providers
            .MapGet("/", (ListRequest list, AssistantDb db, CancellationToken cancel) => Providers.AnswerAsync(list, db, cancel))
            .Operation(
                "assistant.providers.list",
                "List the providers of AI models",
                "Without their keys. The one with the lowest position is asked first, the next only if it does not begin to answer."
            )
            .Requires(AssistantPermissions.ManageProviders)
            .AnswersList(Providers)
            .AsTool(ToolUse.Read);
        providers
            .MapGet("/{id:guid}", GetAsync)
            .Operation("assistant.providers.get", "Read one provider of AI models")
            .Requires(AssistantPermissions.ManageProviders)
            .Addresses(AssistantAudit.Provider)
            .Fails(AssistantErrors.ProviderNotFound)
            .AsTool(ToolUse.Read);
    }

    private static async Task<Results<Ok<ProviderView>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        AssistantDb db,
        CancellationToken cancel
    )
    {
        var provider = await db.Providers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (provider is null)
            return AssistantErrors.ProviderNotFound.ToProblem();
        response.Set(provider.Version);
        return TypedResults.Ok(ProviderView.Of(provider));
    }
}
