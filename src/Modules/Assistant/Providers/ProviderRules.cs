using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using SmartAI.Platform.Access;
using SmartAI.Platform.Approvals;
using SmartAI.Platform.Http;

namespace SmartAI.Assistant.Providers;

/// <summary>Where providers may be.</summary>
internal sealed class ProviderAddresses(AssistantSettings settings) : OutboundAddresses(settings.Networks());

/// <summary>What a provider may be. Names are looked up when it is called; here only what is plain already is refused.</summary>
internal static class ProviderRules
{
    /// <summary>The address as it is kept, without a slash at its end. A key belongs in its own field, so an address has neither query nor user.</summary>
    internal static (string? Url, ProblemHttpResult? Wrong) Read(string text, ProviderAddresses addresses) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url)
        && url is { UserInfo: "", Fragment: "", Query: "", Host.Length: > 0 }
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && IsReachable(url, addresses)
            ? (url.AbsoluteUri.TrimEnd('/'), null)
            : (null, AssistantErrors.ProviderUrlRefused.OnField("/url"));

    internal static ProblemHttpResult? RefusesKey(ProviderKind kind, string? key) =>
        kind is (ProviderKind.Anthropic or ProviderKind.AzureOpenAi) && string.IsNullOrEmpty(key)
            ? AssistantErrors.KeyMissing.OnField("/key")
            : null;

    /// <summary>A role that has gone meanwhile may stay named: it is nobody's.</summary>
    internal static async Task<ProblemHttpResult?> RefusesRolesAsync(
        IReadOnlyList<string>? roles,
        IReadOnlyList<string> before,
        ICallers callers,
        CancellationToken cancel
    )
    {
        var added = roles?.Except(before).ToList() ?? [];
        return added.Count > 0 && added.Except(await callers.RolesAsync(cancel)).Any()
            ? ApprovalErrors.UnknownRole.OnField("/roles")
            : null;
    }

    private static bool IsReachable(Uri url, ProviderAddresses addresses) =>
        IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) ? addresses.Permits(address, url.Scheme)
        // "localhost" is what Ollama's own pages say; it stands for the loopback address.
        : url.IsLoopback ? addresses.Permits(IPAddress.Loopback, url.Scheme)
        // A name of a listed network may be called in plain http; which address it has is seen when it is connected to.
        : url.Scheme == Uri.UriSchemeHttps || addresses.AllowsAny;
}
