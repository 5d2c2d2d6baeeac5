using Microsoft.AspNetCore.Http;
using SmartAI.Platform.Settings;

namespace SmartAI.Identity.Sessions;

/// <summary>The cookie that carries a session's secret.</summary>
internal sealed class SessionCookie(PublicAddress address)
{
    private string Name => address.IsHttps ? "__Host-smartai" : "smartai";

    internal string? Read(HttpRequest request) => request.Cookies[Name];

    internal void Write(HttpResponse response, string secret, TimeSpan? keep) => response.Cookies.Append(Name, secret, Options(keep));

    internal void Remove(HttpResponse response) => response.Cookies.Delete(Name, Options(null));

    private CookieOptions Options(TimeSpan? keep) =>
        new()
        {
            HttpOnly = true,
            Secure = address.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = keep,
            IsEssential = true,
        };
}
