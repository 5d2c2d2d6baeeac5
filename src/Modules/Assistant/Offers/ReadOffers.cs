using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using SmartAI.Assistant.Data;
using SmartAI.Assistant.Providers;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Errors;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.Offers;

/// <summary>What the assistant can do for the person who asks: whether a model answers, and the tools that they may use.</summary>
internal static class ReadOffers
{
    /// <summary>A tool without its form.</summary>
    internal sealed record Offer(
        [property: Example("identity_users_lock")] string Name,
        [property: Example("identity.users.lock")] string Operation,
        [property: Example("Lock an account")] string Title,
        bool ReadsOnly
    );

    /// <summary>By name. There are at most as many as the build has operations, so they are not paged.</summary>
    internal sealed record OfferList(bool HasModel, IReadOnlyList<Offer> Tools);

    /// <summary>A tool with the JSON Schema of its arguments.</summary>
    internal sealed record OfferDetail(Offer Offer, [property: Example("It takes effect at once.")] string Description, JsonElement Input);

    internal static void Map(RouteGroupBuilder offers)
    {
        offers
            .MapGet("/", ListAsync)
            .Operation(
                "assistant.offers.list",
                "List what the assistant can do for you",
                "The tools that your permissions and the tools' policies leave, and whether a model answers."
            )
            .RequiresSelf()
            .NotATool("A client that calls tools has the list of them.");
        offers
            .MapGet("/{name}", GetAsync)
            .Operation("assistant.offers.get", "Read the form of one tool", "The JSON Schema of its arguments.")
            .RequiresSelf()
            .Addresses(ApprovalAudit.Tool, "name")
            .Fails(PlatformErrors.UnknownTool)
            .NotATool("A client that calls tools has the list of them.");
    }

    private static async Task<Ok<OfferList>> ListAsync(
        Caller caller,
        AssistantDb db,
        ToolCatalog catalog,
        ToolPolicies policies,
        CancellationToken cancel
    ) =>
        TypedResults.Ok(
            new OfferList(
                await db.Providers.For(caller.Roles).AnyAsync(cancel),
                [.. (await policies.OfferedAsync(catalog, caller, cancel)).Select(Of)]
            )
        );

    private static async Task<Results<Ok<OfferDetail>, ProblemHttpResult>> GetAsync(
        string name,
        Caller caller,
        ToolCatalog catalog,
        ToolPolicies policies,
        CancellationToken cancel
    ) =>
        (await policies.OfferedAsync(catalog, caller, cancel)).FirstOrDefault(t => t.Name == name) is { } tool
            ? TypedResults.Ok(new OfferDetail(Of(tool), tool.Description, tool.Input))
            : PlatformErrors.UnknownTool.ToProblem();

    private static Offer Of(Tool tool) => new(tool.Name, tool.Info.Name.Id, tool.Title, tool.ReadsOnly);
}
