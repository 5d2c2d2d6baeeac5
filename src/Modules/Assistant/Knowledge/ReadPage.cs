using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SmartAI.Platform.Documents;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Assistant.Knowledge;

/// <summary>A page of the documentation as a whole: where a citation leads to.</summary>
internal static class ReadPage
{
    /// <summary>A page that can be read.</summary>
    internal sealed record Entry([property: Example("members/account.md")] string Path, [property: Example("Your account")] string Title);

    /// <summary>One page as Markdown in English, and which others there are.</summary>
    internal sealed record Response(string Path, string Title, string Text, IReadOnlyList<Entry> Pages);

    internal static void Map(RouteGroupBuilder assistant) =>
        assistant
            .MapGet("/knowledge/page", Handle)
            .Operation(
                "assistant.knowledge.read",
                "Read a page of the documentation",
                "All of the page that a passage stands on, as Markdown, with the list of pages."
            )
            .RequiresSelf()
            .Fails(AssistantErrors.PageNotFound)
            .AsTool(ToolUse.Read);

    private static Results<Ok<Response>, ProblemHttpResult> Handle(
        [StringLength(200, MinimumLength = 1), Example("members/account.md")] string path,
        Documentation documentation
    ) =>
        documentation.Pages.FirstOrDefault(p => Documents.PathOf(p) == path) is { } page
            ? TypedResults.Ok(
                new Response(path, page.Title, page.Text, [.. documentation.Pages.Select(p => new Entry(Documents.PathOf(p), p.Title))])
            )
            : AssistantErrors.PageNotFound.ToProblem();
}
