using SmartAI.Platform.Documents;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations.Tools;

namespace SmartAI.Platform.Operations.Prompts;

/// <summary>The prompts of this installation. One that speaks of a tool or page that is not there stops the start: a model would be sent into nothing.</summary>
public sealed class PromptCatalog(ModuleCatalog modules, ToolCatalog tools, Documentation documentation)
{
    private readonly Lazy<IReadOnlyList<Prompt>> _prompts = new(() =>
        [.. modules.Modules.SelectMany(m => m.Prompts.Select(p => Checked(m.Name, p, tools, documentation)))]
    );

    /// <summary>All prompts, in the modules' order.</summary>
    public IReadOnlyList<Prompt> All => _prompts.Value;

    /// <summary>Those whose tools are all among the offered ones.</summary>
    public IEnumerable<Prompt> For(IReadOnlyList<Tool> offered)
    {
        var ids = offered.Select(t => t.Info.Name.Id).ToHashSet(StringComparer.Ordinal);
        return All.Where(p => p.Uses.All(ids.Contains));
    }

    internal static Prompt Checked(string module, Prompt prompt, ToolCatalog tools, Documentation documentation)
    {
        if (!prompt.Name.StartsWith($"{module}_", StringComparison.Ordinal))
            throw new InvalidOperationException($"The prompt {prompt.Name} is declared by {module}: begin its name with {module}_.");
        foreach (var name in prompt.Uses.Select(Tool.NameOf))
        {
            if (tools.Find(name) is null || !prompt.Text.Contains(name, StringComparison.Ordinal))
                throw new InvalidOperationException(
                    $"The prompt {prompt.Name} uses {name}: that has to be a tool, and its text has to name it."
                );
        }

        var places = prompt.Places.ToHashSet(StringComparer.Ordinal);
        if (!places.SetEquals(prompt.Arguments.Select(a => a.Name)))
            throw new InvalidOperationException(
                $"The prompt {prompt.Name} takes other arguments than its text has places: {string.Join(", ", places)}."
            );
        if (prompt.Page is { } page && (page.Split('/') is not [var guide, var title] || documentation.Find(guide, title) is null))
            throw new InvalidOperationException($"The prompt {prompt.Name} brings the page {page}, which docs/ does not have.");
        return prompt;
    }
}
