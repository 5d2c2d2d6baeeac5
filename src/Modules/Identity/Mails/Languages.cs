using Microsoft.AspNetCore.Http;

namespace SmartAI.Identity.Mails;

/// <summary>The languages that people read this platform in.</summary>
internal static class Languages
{
    internal static readonly string[] All = ["en", "es", "fr"];

    /// <summary>The first language of Accept-Language that we have; English otherwise.</summary>
    internal static string Preferred(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.Value?.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(l => All.Contains(l, StringComparer.Ordinal))
        ?? "en";
}
