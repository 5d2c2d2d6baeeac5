using Microsoft.AspNetCore.Http;
using SmartAI.Identity.Users;

namespace SmartAI.Identity.Mails;

/// <summary>The reader's language, before they have chosen one.</summary>
internal static class Languages
{
    /// <summary>The first language of Accept-Language that we have; English otherwise.</summary>
    internal static Language Preferred(HttpRequest request)
    {
        foreach (var asked in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1))
            if (Enum.TryParse<Language>(asked.Value.Value?.Split('-')[0], ignoreCase: true, out var known) && Enum.IsDefined(known))
                return known;
        return Language.En;
    }
}
