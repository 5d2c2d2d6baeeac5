using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Platform;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Http;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Assistant.Providers;

/// <summary>Adds a provider, after those that are there unless a position is given.</summary>
internal static class CreateProvider
{
    internal sealed record ProviderRequest(
        [property: StringLength(Provider.MaxName, MinimumLength = 1), RegularExpression(@".*\S.*"), Example("Our vLLM")] string Name,
        ProviderKind Kind,
        [property: StringLength(Provider.MaxUrl, MinimumLength = 1), Example("https://llm.example.org/v1")] string Url,
        [property: StringLength(Provider.MaxKey), Example("sk-example")] string? Key,
        [property: StringLength(Provider.MaxModel, MinimumLength = 1), RegularExpression(@".*\S.*"), Example("llama-4-70b")] string Model,
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

    internal static void Map(RouteGroupBuilder providers) =>
        providers
            .MapPost("/", HandleAsync)
            .Operation(
                "assistant.providers.create",
                "Add a provider of AI models",
                "Its key is kept encrypted and never shown again. From then on conversations leave the installation for this address."
            )
            .Requires(AssistantPermissions.ManageProviders)
            .Fails(
                AssistantErrors.ProviderUrlRefused,
                AssistantErrors.KeyMissing,
                AssistantErrors.TooManyProviders,
                ApprovalErrors.UnknownRole
            )
            .NotATool("It takes a key, which belongs in no conversation.");

    private static async Task<Results<Created<ProviderView>, ProblemHttpResult>> HandleAsync(
        ProviderRequest request,
        HttpResponse response,
        AssistantDb db,
        ProviderAddresses addresses,
        ProviderKeys keys,
        ICallers callers,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var (url, wrong) = ProviderRules.Read(request.Url, addresses);
        if ((wrong ?? ProviderRules.RefusesKey(request.Kind, request.Key)) is { } refused)
            return refused;
        if (await ProviderRules.RefusesRolesAsync(request.Roles, [], callers, cancel) is { } unknown)
            return unknown;
        var last = await db
            .Providers.GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Position = all.Max(p => p.Position) })
            .SingleOrDefaultAsync(cancel);
        if (last?.Count >= Provider.Most)
            return AssistantErrors.TooManyProviders.ToProblem();

        var provider = new Provider
        {
            Id = Ids.New(clock),
            Name = request.Name.Trim(),
            Kind = request.Kind,
            Url = url!,
            ProtectedKey = keys.Protect(request.Key?.Trim()),
            Model = request.Model.Trim(),
            Position = request.Position ?? Math.Min((last?.Position ?? 0) + 1, 1000),
            IsEnabled = request.IsEnabled ?? true,
            FirstTokenSeconds = request.FirstTokenSeconds ?? 30,
            WholeSeconds = request.WholeSeconds ?? 300,
            InputPriceMicros = request.InputPriceMicros ?? 0,
            OutputPriceMicros = request.OutputPriceMicros ?? 0,
            Roles = [.. request.Roles ?? []],
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(provider);
        db.Audit(AssistantAudit.ProviderCreated, provider.Id, provider.Name);
        await db.SaveChangesAsync(cancel);
        response.Set(provider.Version);
        return TypedResults.Created($"/api/v1/assistant/providers/{provider.Id}", ProviderView.Of(provider));
    }
}
