using System.Text.Json;
using SmartAI.Assistant.BuiltIn;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Assistant.Runs;

/// <summary>
/// Finds whom a tool is for where a phrase names exactly one mail address: by the list of the same things, with the person's own rights, and only where
/// exactly one of them has that very address. Nothing is declared for it: <c>identity_users_lock</c> has <c>identity_users_list</c> beside it.
/// </summary>
internal sealed class Targets(ToolCatalog catalog, ToolPolicies policies, ToolCalls calls)
{
    internal const string NotFound = "assistant.target_not_found";
    private const string Id = "id";
    private const string Words = "q";

    /// <summary>The suggestions with the ids that were found; the look-up is told in the answer.</summary>
    internal async Task<IReadOnlyList<FindTools.Match>> FillAsync(
        Asked asked,
        string phrase,
        IReadOnlyList<FindTools.Match> matches,
        CancellationToken cancel
    )
    {
        if (Prefill.EmailIn(phrase) is not { } email)
            return matches;
        var offered = (await policies.OfferedAsync(catalog, asked.Caller, cancel)).ToDictionary(t => t.Name, StringComparer.Ordinal);
        var list = matches
            .Where(m => !m.Arguments.ContainsKey(Id) && Asks(offered[m.Name], Id))
            .Select(m => ListOf(m.Name))
            .FirstOrDefault(name => offered.TryGetValue(name, out var tool) && tool.ReadsOnly && Asks(tool, Words));
        if (list is null)
            return matches;
        var (_, content) = await calls.CallAsync(
            asked,
            "lookup",
            list,
            JsonSerializer.SerializeToElement(new Dictionary<string, string> { [Words] = email }),
            cancel
        );
        if (OneWith(email, content) is not { } id)
        {
            asked.Log.Notice(NotFound);
            return matches;
        }

        return
        [
            .. matches.Select(m =>
                ListOf(m.Name) == list && Asks(offered[m.Name], Id)
                    ? m with
                    {
                        Arguments = new Dictionary<string, string>(m.Arguments) { [Id] = id },
                        Labels = new Dictionary<string, string> { [Id] = email },
                    }
                    : m
            ),
        ];
    }

    private static string ListOf(string tool) => $"{tool[..tool.LastIndexOf('_')]}_list";

    private static bool Asks(Tool tool, string argument) =>
        tool.Input.TryGetProperty("properties", out var properties) && properties.TryGetProperty(argument, out _);

    private static string? OneWith(string email, JsonElement? page)
    {
        if (page is not { ValueKind: JsonValueKind.Object } found || !found.TryGetProperty("items", out var items))
            return null;
        var same = items
            .EnumerateArray()
            .Where(i => i.TryGetProperty("email", out var has) && string.Equals(has.GetString(), email, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return same.Count == 1 && same[0].TryGetProperty(Id, out var id) ? id.GetString() : null;
    }
}
