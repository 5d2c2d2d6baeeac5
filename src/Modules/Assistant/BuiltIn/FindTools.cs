using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Access;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.BuiltIn;

/// <summary>What the assistant offers without a model: the tools that a phrase is about, with the fields that the phrase fills beyond doubt.</summary>
internal static class FindTools
{
    private const int Most = 5;

    /// <summary>A tool that may be meant.</summary>
    internal sealed record Match(
        [property: Example("identity_invitations_create")] string Name,
        [property: Example("Invite somebody by mail")] string Title,
        bool ReadsOnly,
        IReadOnlyDictionary<string, string> Arguments
    )
    {
        /// <summary>By argument, what the person wrote for it where that was another thing: the address of whom an id stands for.</summary>
        public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>The likeliest first; nothing has run.</summary>
    internal sealed record Response(IReadOnlyList<Match> Tools);

    internal static void Map(RouteGroupBuilder assistant) =>
        assistant
            .MapGet("/suggestions", Handle)
            .Operation(
                "assistant.suggestions.list",
                "Find the tools that a phrase is about",
                "By words, without a model: what you may use, the likeliest first. Fields are filled only from addresses, ids and dates in the phrase. Nothing runs."
            )
            .RequiresSelf()
            .NotATool("A client that calls tools has the whole list of them.");

    private static Ok<Response> Handle(
        [StringLength(1000, MinimumLength = 1)] string q,
        Caller caller,
        ToolCatalog catalog,
        ToolRanker ranker
    ) =>
        TypedResults.Ok(
            new Response([
                .. ranker.Rank(q, catalog.For(caller), Most).Select(t => new Match(t.Name, t.Title, t.ReadsOnly, Prefill.Read(t, q))),
            ])
        );
}
