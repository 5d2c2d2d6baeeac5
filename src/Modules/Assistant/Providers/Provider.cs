using SmartAI.Platform.Audit;
using SmartAI.Platform.Operations.OpenApi;

namespace SmartAI.Assistant.Providers;

/// <summary>A place outside that answers with a model. Asked in the order of <see cref="Position"/>; its key is kept encrypted.</summary>
[Audited]
internal sealed class Provider
{
    internal const int Most = 20;
    internal const int MaxName = 100;
    internal const int MaxUrl = 500;
    internal const int MaxKey = 1000;
    internal const int MaxModel = 200;
    internal const long MaxPrice = 1_000_000_000_000;
    internal const int MostRoles = 100;

    public required Guid Id { get; init; }
    public required string Name { get; set; }

    [AuditIgnored]
    public required ProviderKind Kind { get; init; }
    public required string Url { get; set; }

    [AuditMasked]
    public string? ProtectedKey { get; set; }
    public required string Model { get; set; }

    /// <summary>The lower is asked first; the next one only if it does not begin to answer.</summary>
    public required int Position { get; set; }
    public bool IsEnabled { get; set; } = true;
    public required int FirstTokenSeconds { get; set; }
    public required int WholeSeconds { get; set; }

    /// <summary>Millionths of the installation's currency for a million tokens that the model reads, and that it writes.</summary>
    public long InputPriceMicros { get; set; }
    public long OutputPriceMicros { get; set; }

    /// <summary>Asked only for people who have one of these roles; none is for everybody.</summary>
    public string[] Roles { get; set; } = [];

    [AuditIgnored]
    public required DateTimeOffset CreatedAt { get; init; }
    public uint Version { get; private set; }
}

/// <summary>What a provider speaks.</summary>
internal enum ProviderKind
{
    /// <summary>Chat completions, as OpenAI, vLLM, LM Studio and llama.cpp have them.</summary>
    OpenAi,

    /// <summary>The same in a resource of Azure OpenAI, version 1 of its address; the model is the deployment's name.</summary>
    AzureOpenAi,

    /// <summary>Messages, as Anthropic has them.</summary>
    Anthropic,

    /// <summary>Ollama's own chat.</summary>
    Ollama,
}

/// <summary>A provider without its key.</summary>
internal sealed record ProviderView(
    Guid Id,
    [property: Example("Our vLLM")] string Name,
    ProviderKind Kind,
    [property: Example("https://llm.example.org/v1")] string Url,
    bool HasKey,
    [property: Example("llama-4-70b")] string Model,
    int Position,
    bool IsEnabled,
    int FirstTokenSeconds,
    int WholeSeconds,
    long InputPriceMicros,
    long OutputPriceMicros,
    [property: Example("member")] IReadOnlyList<string> Roles,
    DateTimeOffset CreatedAt
)
{
    internal static ProviderView Of(Provider p) =>
        new(
            p.Id,
            p.Name,
            p.Kind,
            p.Url,
            p.ProtectedKey is not null,
            p.Model,
            p.Position,
            p.IsEnabled,
            p.FirstTokenSeconds,
            p.WholeSeconds,
            p.InputPriceMicros,
            p.OutputPriceMicros,
            p.Roles,
            p.CreatedAt
        );
}

internal static class ProviderQueries
{
    /// <summary>Those that are asked for somebody with these roles.</summary>
    internal static IQueryable<Provider> For(this IQueryable<Provider> providers, IReadOnlyCollection<string> roles) =>
        providers.Where(p => p.IsEnabled && (p.Roles.Length == 0 || p.Roles.Any(role => roles.Contains(role))));
}
