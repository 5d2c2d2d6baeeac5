using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SmartAI.Platform.Documents;

namespace SmartAI.Platform.Operations.Mcp;

/// <summary>
/// What could follow what somebody has typed for an argument: pages of the documentation, and the values that a prompt suggests. Never people or things of
/// the installation: that would be a read, with its line in the trail, at every key.
/// </summary>
internal static class Completions
{
    /// <summary>As many as the protocol lets an answer hold.</summary>
    private const int Most = 100;

    internal static async ValueTask<CompleteResult> CompleteAsync(RequestContext<CompleteRequestParams> request, CancellationToken cancel)
    {
        var typed = request.Params.Argument;
        var values = request.Params.Ref switch
        {
            ResourceTemplateReference { Uri: DocumentHandlers.Template } => Pages(request.Services!, request.Params),
            PromptReference named => (await PromptHandlers.FindAsync(request.Services!, named.Name, cancel))
                ?.Arguments.FirstOrDefault(a => a.Name == typed.Name)
                ?.Suggestions
                ?? [],
            _ => [],
        };
        var fitting = values.Where(v => v.StartsWith(typed.Value, StringComparison.OrdinalIgnoreCase)).ToList();
        return new CompleteResult
        {
            Completion = new Completion
            {
                Values = [.. fitting.Take(Most)],
                Total = fitting.Count,
                HasMore = fitting.Count > Most,
            },
        };
    }

    private static IEnumerable<string> Pages(IServiceProvider services, CompleteRequestParams asked)
    {
        var pages = services.GetRequiredService<Documentation>().Pages.AsEnumerable();
        if (asked.Argument.Name == "guide")
            return pages.Select(p => p.Guide).Distinct(StringComparer.Ordinal);
        if (asked.Argument.Name != "page")
            return [];
        if (asked.Context?.Arguments?.TryGetValue("guide", out var guide) == true)
            pages = pages.Where(p => p.Guide == guide);
        return pages.Select(p => p.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }
}
