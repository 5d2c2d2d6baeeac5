using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Operations;

namespace SmartAI.Assistant.Knowledge;

/// <summary>Passages that answer a question, with the place where each stands.</summary>
internal static class SearchKnowledge
{
    private const int Most = 5;

    /// <summary>The best first; none where nothing was found.</summary>
    internal sealed record Response(IReadOnlyList<FoundPassage> Passages);

    internal static void Map(RouteGroupBuilder assistant) =>
        assistant
            .MapGet("/knowledge", HandleAsync)
            .Operation(
                "assistant.knowledge.search",
                "Search what is written about this platform",
                "Passages of its documentation for members, operators and builders, which is in English; questions may be in Spanish or French. Cite path and anchor."
            )
            .RequiresSelf()
            .AsTool(ToolUse.Read);

    private static async Task<Ok<Response>> HandleAsync(
        [StringLength(1000, MinimumLength = 1)] string q,
        PassageSearch search,
        CancellationToken cancel
    ) => TypedResults.Ok(new Response(await search.FindAsync(q, [Documents.Source], Most, cancel)));
}
