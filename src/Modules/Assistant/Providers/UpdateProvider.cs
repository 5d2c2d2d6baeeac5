using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Assistant.Providers;

/// <summary>Changes a provider (JSON Merge Patch: what is not named stays) or removes it.</summary>
internal static class UpdateProvider
{
    internal sealed record ProviderChangeRequest(
        [property: StringLength(Provider.MaxName, MinimumLength = 1), RegularExpression(@".*\S.*"), Example("Our vLLM")] string? Name,
        [property: StringLength(Provider.MaxUrl, MinimumLength = 1), Example("https://llm.example.org/v1")] string? Url,
        [property: StringLength(Provider.MaxKey), Example("sk-example")] string? Key,
        [property: StringLength(Provider.MaxModel, MinimumLength = 1), RegularExpression(@".*\S.*"), Example("llama-4-70b")] string? Model,
        [property: Range(1, 1000)] int? Position,
        bool? IsEnabled,
        [property: Range(1, 600)] int? FirstTokenSeconds,
        [property: Range(1, 3600)] int? WholeSeconds
    )
    {
        /// <summary>Millionths of the installation's currency for a million tokens that the model reads.</summary>
        [Range(0, Provider.MaxPrice)]
        public long? InputPriceMicros { get; init; }

        /// <summary>Millionths of the installation's currency for a million tokens that the model writes.</summary>
        [Range(0, Provider.MaxPrice)]
        public long? OutputPriceMicros { get; init; }

        /// <summary>Asked only for people who have one of these roles; an empty list is for everybody.</summary>
        [MaxLength(Provider.MostRoles)]
        public IReadOnlyList<string>? Roles { get; init; }
    }

    internal static void Map(RouteGroupBuilder providers)
    {
        providers
            .MapPatch("/{id:guid}", HandleAsync)
            .Operation(
                "assistant.providers.update",
                "Change a provider of AI models",
                "The key stays unless another is given; an empty one removes it. A new address asks for the key again, so that no key is sent where its owner did not mean it to go."
            )
            .Requires(AssistantPermissions.ManageProviders)
            .Addresses(AssistantAudit.Provider)
            .Fails(
                AssistantErrors.ProviderNotFound,
                AssistantErrors.ProviderUrlRefused,
                AssistantErrors.KeyMissing,
                ApprovalErrors.UnknownRole,
                PlatformErrors.Stale
            )
            .NotATool("It takes a key, which belongs in no conversation.");
        providers
            .MapDelete("/{id:guid}", DeleteAsync)
            .Operation("assistant.providers.delete", "Remove a provider of AI models", "Its key is forgotten.")
            .Requires(AssistantPermissions.ManageProviders)
            .Addresses(AssistantAudit.Provider)
            .Fails(AssistantErrors.ProviderNotFound, PlatformErrors.Stale)
            .AsTool(ToolUse.AfterApproval);
    }

    private static async Task<Results<Ok<ProviderView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ProviderChangeRequest request,
        IfMatch ifMatch,
        HttpResponse response,
        AssistantDb db,
        ProviderAddresses addresses,
        ProviderKeys keys,
        ICallers callers,
        OperationContext operation,
        CancellationToken cancel
    )
    {
        var provider = await db.Providers.SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (provider is null)
            return AssistantErrors.ProviderNotFound.ToProblem();
        operation.About(AssistantAudit.Provider, provider.Id, provider.Name);
        if (ifMatch.Refuses(provider.Version, () => ProviderView.Of(provider)) is { } stale)
            return stale;
        if (request.Url is not null)
        {
            var (url, wrong) = ProviderRules.Read(request.Url, addresses);
            if (url is null)
                return wrong!;
            // Whoever may change an address but does not know the key must not be able to have it sent to themselves.
            if (url != provider.Url && provider.ProtectedKey is not null && string.IsNullOrEmpty(request.Key))
                return AssistantErrors.KeyMissing.OnField("/key");
            provider.Url = url;
        }
        if (request.Key is not null)
        {
            if (ProviderRules.RefusesKey(provider.Kind, request.Key.Trim()) is { } refused)
                return refused;
            provider.ProtectedKey = keys.Protect(request.Key.Trim());
        }

        if (await ProviderRules.RefusesRolesAsync(request.Roles, provider.Roles, callers, cancel) is { } unknown)
            return unknown;
        provider.Roles = request.Roles is null || request.Roles.SequenceEqual(provider.Roles) ? provider.Roles : [.. request.Roles];
        provider.Name = request.Name?.Trim() ?? provider.Name;
        provider.Model = request.Model?.Trim() ?? provider.Model;
        provider.Position = request.Position ?? provider.Position;
        provider.IsEnabled = request.IsEnabled ?? provider.IsEnabled;
        provider.FirstTokenSeconds = request.FirstTokenSeconds ?? provider.FirstTokenSeconds;
        provider.WholeSeconds = request.WholeSeconds ?? provider.WholeSeconds;
        provider.InputPriceMicros = request.InputPriceMicros ?? provider.InputPriceMicros;
        provider.OutputPriceMicros = request.OutputPriceMicros ?? provider.OutputPriceMicros;
        if (db.ChangeTracker.HasChanges())
        {
            db.Audit(AssistantAudit.ProviderUpdated, provider.Id, provider.Name);
            await db.SaveChangesAsync(cancel);
        }
        response.Set(provider.Version);
        return TypedResults.Ok(ProviderView.Of(provider));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id,
        IfMatch ifMatch,
        AssistantDb db,
        CancellationToken cancel
    )
    {
        var provider = await db.Providers.SingleOrDefaultAsync(p => p.Id == id, cancel);
        if (provider is null)
            return AssistantErrors.ProviderNotFound.ToProblem();
        if (ifMatch.RefusesIfSent(provider.Version, () => ProviderView.Of(provider)) is { } refused)
            return refused;
        db.Remove(provider);
        db.Audit(AssistantAudit.ProviderDeleted, provider.Id, provider.Name);
        await db.SaveChangesAsync(cancel);
        return TypedResults.NoContent();
    }
}
