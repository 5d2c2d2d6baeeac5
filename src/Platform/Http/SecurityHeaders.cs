using Microsoft.AspNetCore.Http;

namespace SmartAI.Platform.Http;

/// <summary>Headers on every answer. Pages get their own policy with a nonce; everything else may run and load nothing.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    internal const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    internal static string ForPage(string nonce) =>
        $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext http, Settings.PublicAddress address)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Nothing;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (address.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        // What an operation answers is about one person: no shared cache may keep it.
        if (http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/mcp"))
            headers.CacheControl = "no-store";
        return next(http);
    }
}
